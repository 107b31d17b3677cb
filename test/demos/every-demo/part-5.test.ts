import { describePart } from './every-demo';

describePart(import.meta.url);
