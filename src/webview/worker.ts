/** The worker that computes demos. It knows no document and no network: the page hands it all it needs. */
import { demos } from '../demos/all.generated';
import type { FromWorker, ToWorker } from '../protocol/worker';
import { DemoServer } from './demo-server';

const server = new DemoServer(demos, (message: FromWorker) => self.postMessage(message));

self.onmessage = ({ data }: MessageEvent<ToWorker>) => server.receive(data);
