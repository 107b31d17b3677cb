/** A thread of a scan that cannot read its data. */
throw new Error('no catalog');
