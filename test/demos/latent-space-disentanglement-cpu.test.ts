import { describeBetaTable } from './beta-table';

describe('disentanglement on the CPU', function () {
  this.timeout(600_000);
  describeBetaTable('cpu');
});
