/** The environment variables that a package runs under: nothing from the network, no graphics card, no chatter. */
export const quiet: NodeJS.ProcessEnv = {
  CUDA_VISIBLE_DEVICES: '-1',
  HF_DATASETS_OFFLINE: '1',
  HF_HUB_OFFLINE: '1',
  JAX_PLATFORMS: 'cpu',
  KERAS_BACKEND: 'tensorflow',
  PYTHONDONTWRITEBYTECODE: '1',
  TF_CPP_MIN_LOG_LEVEL: '3',
  TRANSFORMERS_VERBOSITY: 'error',
  WANDB_MODE: 'disabled',
};
