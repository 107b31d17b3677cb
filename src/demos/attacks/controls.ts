/** What can be chosen in every attack demo. */
import type { ChoiceControl, RangeControl } from '../contract/control';
import { evaluationCount } from '../models/digit-training';

export const modelControl = {
  kind: 'choice',
  id: 'model',
  label: 'Model',
  help: 'The hardened twin was trained on one-step attacks with ε = 0.08 instead of on clean digits.',
  options: [
    { value: 'standard', label: 'standard' },
    { value: 'hardened', label: 'hardened' },
  ],
  default: 'standard',
} as const satisfies ChoiceControl;

export const imageControl = {
  kind: 'range',
  id: 'image',
  label: 'Image',
  help: 'Which of the test images is shown; all of them are attacked.',
  scale: 'integer',
  min: 0,
  max: evaluationCount - 1,
  step: 1,
  default: 0,
} as const satisfies RangeControl;
