/** `node:assert/strict` for the web worker host: the npm package of the same name. */
import assert from 'assert';

export default assert.strict;
