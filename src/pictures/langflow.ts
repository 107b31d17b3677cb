/** Who reaches the server and so its Python code, by the host and the login of the code; or the usual flow. */
import { formatValue } from '../util/expression';
import { boxRow, type Box } from './draw/boxes';
import { renderSvg } from './draw/svg';
import type { Draw, PictureInput } from './picture';

const everyone = new Set(['0.0.0.0', '::']);
const thisMachine = new Set(['127.0.0.1', 'localhost', '::1']);
const longest = 24;

interface Server {
  readonly host: string;
  readonly port: number;
  /** Known only where the code says it. */
  readonly loggedIn?: boolean;
}

const usual: readonly Box[] = ['corpus', 'split', 'index', 'search', 'prompt', 'model'].map((name) => ({
  name,
}));
const usualText =
  'A flow that answers from documents: corpus, split, index, search, prompt and model, each a component.';

/** Nothing where a value is none. */
function serverOf({ roles, defaults }: PictureInput): Server | undefined {
  const read = (role: string) => roles[role] ?? defaults[role];
  const [host, port] = [read('host'), read('serve_port') ?? read('port')];
  const login = roles['auto_login'];
  const isHost = typeof host === 'string' && /^[\w.:-]+$/.test(host) && host.length <= longest;
  const count = typeof port === 'string' ? Number(port) : port;
  if (!isHost || typeof count !== 'number' || !Number.isInteger(count) || count < 1 || count > 65_535)
    return undefined;
  if (login === undefined) return { host, port: count };
  const said = formatValue(login).replace(/["']/g, '').toLowerCase();
  return ['true', 'false'].includes(said) ? { host, port: count, loggedIn: said === 'true' } : undefined;
}

function boxesOf({ host, port, loggedIn }: Server): { boxes: Box[]; text: string } {
  const isOpen = everyone.has(host);
  const who = isOpen ? 'everyone' : thisMachine.has(host) ? 'this machine' : 'who knows it';
  const tone = isOpen ? 'error' : 'plain';
  const login = loggedIn === undefined ? 'login' : loggedIn ? 'no login' : 'login';
  return {
    boxes: [
      { name: who, tone },
      { name: `${host}:${port}`, tone: isOpen ? 'error' : 'accent' },
      { name: login, tone: loggedIn ? 'error' : 'plain' },
      { name: 'Python', value: 'of components', tone: isOpen && loggedIn ? 'error' : 'plain' },
    ],
    text: `${who[0]!.toUpperCase()}${who.slice(1)} reaches ${host}:${port}, ${loggedIn ? 'without a login' : 'behind its login'}, and with it the Python code of components.`,
  };
}

const draw: Draw = (input) => {
  const { symbol = '', roles, width, height, palette } = input;
  const area = { x: 2, y: 4, width: width - 4, height: Math.min(46, height - 8) };
  const isServer =
    symbol.startsWith('cli:') ||
    ['host', 'port', 'serve_port', 'auto_login'].some((role) => Object.hasOwn(roles, role));
  const server = isServer ? serverOf(input) : undefined;
  if (isServer && !server) return undefined;
  const { boxes, text } = server ? boxesOf(server) : { boxes: usual, text: usualText };
  const svg = renderSvg(width, height, boxRow(boxes, area, palette));
  return svg === undefined ? undefined : { svg, text };
};

export default draw;
