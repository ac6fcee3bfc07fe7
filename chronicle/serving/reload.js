// Loads the page anew as soon as the server shows another state of the files than it was made from.

const own = new URL(import.meta.url).search.slice(1);
const place = new URL(`changes?${encodeURIComponent(location.pathname)}`, import.meta.url);
let changes;

const listen = () => {
  changes = new EventSource(place);
  changes.addEventListener("message", ({ data }) => {
    if (data !== own) {
      changes.close();
      location.reload();
    }
  });
};

// A page that is kept for "back" holds no connection: a browser has six of them for a server
addEventListener("pagehide", () => changes.close());
addEventListener("pageshow", ({ persisted }) => persisted && listen());
listen();
