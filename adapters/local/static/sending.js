// Words on their way: sent one after the other, in the order in which they were typed. Whoever types
// fast need not wait, and nothing of theirs is lost.

export class Sending {
  // `busy(whether)` is called when words are on their way, and when none are any more.
  constructor(busy = () => {}) {
    this.busy = busy;
    this.waiting = [];
    this.running = false;
  }

  // `send()` resolves to whether they were taken; if not, `back()` puts them before whatever was
  // typed since.
  add(send, back) {
    this.waiting.push({ send, back });
    if (!this.running) this.run();
  }

  async run() {
    const refused = [];
    this.running = true;
    this.busy(true);
    while (this.waiting.length) {
      const next = this.waiting.shift();
      if (!(await next.send())) refused.unshift(next);
    }
    this.running = false;
    this.busy(false);
    refused.forEach(({ back }) => back());
  }
}

// What was refused, and under it what was typed since.
export const under = (words, since) => (since ? `${words}\n${since}` : words);
