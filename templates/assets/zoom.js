/** A map that comes closer: by buttons, Ctrl and wheel, two fingers, plus and minus; moved by dragging or arrow keys. */
const MOST = 8;
const STEP = 2;

export class Zoom {
  /** `changed` is called with the scale; `tapped` with a point of the screen. */
  constructor(map, changed, tapped) {
    Object.assign(this, { map, changed, tapped, scale: 1, x: 0.5, y: 0.5, fingers: new Map(), moved: 0 });
    this.sheet = map.querySelector(".map-sheet");
    map.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    map.addEventListener("keydown", (event) => this.#key(event));
    map.addEventListener("pointerdown", (event) => this.#down(event));
    map.addEventListener("pointermove", (event) => this.#move(event));
    map.addEventListener("pointerup", (event) => this.#up(event, true));
    map.addEventListener("pointercancel", (event) => this.#up(event, false));
  }

  /** `spot`, parts of width and height, comes to the middle. */
  closer(spot) {
    if (spot) [this.x, this.y] = spot;
    this.#to(this.scale * STEP);
  }

  farther() { this.#to(this.scale / STEP); }
  whole() { this.#to(1); }

  /** To a scale; a point of the map (parts of its width and height) stays where it is on the screen. */
  #to(scale, x = this.x, y = this.y) {
    const next = Math.min(Math.max(scale, 1), MOST);
    const part = 1 - this.scale / next;
    this.x += (x - this.x) * part;
    this.y += (y - this.y) * part;
    this.scale = next;
    this.#show();
  }

  #show() {
    const half = 0.5 / this.scale;
    this.x = Math.min(Math.max(this.x, half), 1 - half);
    this.y = Math.min(Math.max(this.y, half), 1 - half);
    const { style } = this.sheet;
    style.inlineSize = style.blockSize = `${this.scale * 100}%`;
    style.left = `${(0.5 - this.x * this.scale) * 100}%`;
    style.top = `${(0.5 - this.y * this.scale) * 100}%`;
    this.map.classList.toggle("close", this.scale > 1);
    this.changed(this.scale);
  }

  /** A point of the screen as parts of the map. */
  #point({ clientX, clientY }) {
    const box = this.sheet.getBoundingClientRect();
    return [(clientX - box.left) / box.width, (clientY - box.top) / box.height];
  }

  #by(pixelsX, pixelsY) {
    const box = this.sheet.getBoundingClientRect();
    this.x -= pixelsX / box.width;
    this.y -= pixelsY / box.height;
    this.#show();
  }

  #wheel(event) {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.#to(this.scale * Math.exp(-event.deltaY / 200), ...this.#point(event));
  }

  #key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target !== this.map) return;
    const ways = { ArrowLeft: [80, 0], ArrowRight: [-80, 0], ArrowUp: [0, 80], ArrowDown: [0, -80] };
    if (event.key === "+" || event.key === "=") this.closer();
    else if (event.key === "-") this.farther();
    else if (event.key === "0") this.whole();
    else if (ways[event.key] && this.scale > 1) this.#by(...ways[event.key]);
    else return;
    event.preventDefault();
  }

  #down(event) {
    if (event.button || event.target.closest("a, button")) return;
    this.fingers.set(event.pointerId, event);
    if (this.fingers.size === 1) this.moved = 0;
    else this.moved = Infinity;
  }

  #move(event) {
    const before = this.fingers.get(event.pointerId);
    if (!before) return;
    const [one, two] = this.fingers.values();
    const [dx, dy] = [event.clientX - before.clientX, event.clientY - before.clientY];
    if (two) {
      const other = before === one ? two : one;
      const span = (finger) => Math.hypot(finger.clientX - other.clientX, finger.clientY - other.clientY);
      const middle = { clientX: (event.clientX + other.clientX) / 2, clientY: (event.clientY + other.clientY) / 2 };
      this.#to((this.scale * span(event)) / (span(before) || 1), ...this.#point(middle));
    } else {
      this.moved = Math.max(this.moved, Math.hypot(dx, dy));
      if (this.moved < 5) return;
      if (this.scale > 1) {
        this.map.setPointerCapture(event.pointerId);
        this.#by(dx, dy);
      }
    }
    this.fingers.set(event.pointerId, event);
  }

  #up(event, isTap) {
    if (!this.fingers.delete(event.pointerId)) return;
    if (isTap && this.moved < 5) this.tapped(event);
  }
}
