// What happens, as it happens: one WebSocket a window, which comes back by itself.

const FIRST_WAIT = 300; // milliseconds
const LONGEST_WAIT = 5_000;

export class Live {
  // `hear(news)` is called for everything the server tells, `changed(open)` when the connection
  // comes or goes.
  constructor(hear, changed) {
    this.hear = hear;
    this.changed = changed;
    this.followed = [];
    this.wait = FIRST_WAIT;
    this.connect();
    addEventListener("online", () => this.hurry());
    document.addEventListener("visibilitychange", () => document.hidden || this.hurry());
  }

  // The people on this window's phones; each chat comes whole when it is first followed.
  follow(users) {
    this.followed = users;
    this.tell();
  }

  connect() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/live`);
    this.socket = socket;
    socket.onopen = () => {
      this.wait = FIRST_WAIT;
      this.changed(true);
      this.tell();
    };
    socket.onmessage = (message) => this.hear(JSON.parse(message.data));
    socket.onclose = () => {
      if (this.socket !== socket) return;
      this.socket = null;
      this.changed(false);
      this.timer = setTimeout(() => this.connect(), this.wait);
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
    };
  }

  hurry() {
    if (this.socket) return;
    clearTimeout(this.timer);
    this.connect();
  }

  tell() {
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    this.socket.send(JSON.stringify({ follow: this.followed }));
  }
}
