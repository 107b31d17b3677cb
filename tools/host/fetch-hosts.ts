/** Brings editors and browser to this machine ahead of the tests that need them. */
import { findChromium } from './chromium';
import { fetchHosts } from './code-server';

await Promise.all([findChromium(), fetchHosts()]);
