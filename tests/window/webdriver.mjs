// A small client of the W3C WebDriver protocol: one session, its elements, and pictures.
// https://www.w3.org/TR/webdriver2/
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

export class Session {
  constructor(base, id) {
    this.base = `${base}/session/${id}`;
  }

  /** Asks the driver at `base` for a session with what it must be capable of. */
  static async begin(base, alwaysMatch) {
    const { sessionId } = await call('POST', `${base}/session`, { capabilities: { alwaysMatch } });
    return new Session(base, sessionId);
  }

  title() {
    return call('GET', `${this.base}/title`);
  }

  url() {
    return call('GET', `${this.base}/url`);
  }

  /** The answer of `body`, a function of the page with `args`; a promise is waited for. */
  async ask(body, ...args) {
    const script = `const done = arguments[arguments.length - 1];
      Promise.resolve().then(() => (${body})(...Array.from(arguments).slice(0, -1)))
        .then((answer) => done({ answer: answer ?? null }), (error) => done({ error: String(error) }));`;
    const { answer, error } = await call('POST', `${this.base}/execute/async`, { script, args });
    if (error) throw new Error(`the page answered: ${error}`);
    return answer;
  }

  /** The first element that `css` picks; fails when there is none. */
  async find(css) {
    const found = await call('POST', `${this.base}/element`, { using: 'css selector', value: css });
    return found[ELEMENT];
  }

  async click(css) {
    await call('POST', `${this.base}/element/${await this.find(css)}/click`, {});
  }

  async text(css) {
    return call('GET', `${this.base}/element/${await this.find(css)}/text`);
  }

  /** The page as PNG. */
  async picture() {
    return Buffer.from(await call('GET', `${this.base}/screenshot`), 'base64');
  }

  async end() {
    await call('DELETE', this.base);
  }
}

async function call(method, url, body) {
  const answer = await fetch(url, { method, body: body && JSON.stringify(body) });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}
