// Loads the page anew as soon as the server shows another state of the files than it was made from.
// A browser has no more than six connections for a server, so of all open pages one listens and tells the others.

const own = new URL(import.meta.url).search.slice(1);
const place = new URL(`changes?${encodeURIComponent(location.pathname)}`, import.meta.url);
const others = new BroadcastChannel("serve");
const ASK = "?";
let heard; // by the page that listens

const told = (mark) => {
  if (mark !== own) location.reload();
};

const listen = () => {
  const changes = new EventSource(place);
  changes.addEventListener("message", ({ data }) => {
    heard = data;
    others.postMessage(data);
    told(data);
  });
  return new Promise(() => {}); // for as long as the page is there
};

others.addEventListener("message", ({ data }) => {
  if (data !== ASK) told(data);
  else if (heard) others.postMessage(heard);
});
navigator.locks.request("serve", listen);
// What was told before this page listened, or while it was kept for "back"
addEventListener("pageshow", () => others.postMessage(ASK));
