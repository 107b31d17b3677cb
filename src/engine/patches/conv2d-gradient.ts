/**
 * The filter gradient of a 2-D convolution as one matrix product over unfolded patches (im2col). The WASM backend has
 * no kernel for it at all, and its matrix product is far quicker than the plain loops of the CPU backend.
 */
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { Tf } from '../../demos/contract/demo';

type Pad = Parameters<Tf['conv2d']>[3];

interface ConvAttributes {
  readonly strides: number | [number, number];
  readonly pad: Pad;
  readonly dataFormat: 'NHWC' | 'NCHW';
  readonly dilations: number | [number, number];
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

export function registerConv2dGradient(tf: Tf): void {
  const stockGradient = tf.getGradient(tf.Conv2D).gradFunc;
  tf.registerGradient({
    kernelName: tf.Conv2D,
    inputsToSave: ['x', 'filter'],
    gradFunc(dy, saved, attrs) {
      const stock = stockGradient(dy, saved, attrs);
      const conv = attrs as unknown as ConvAttributes;
      // Channels first and dilation keep the stock gradient, which the missing-kernel fallback carries on WASM.
      if (conv.dataFormat !== 'NHWC') return stock;
      const [x, filter] = saved as [Tensor4D, Tensor4D];
      return { x: stock.x!, filter: () => filterGradient(tf, x, dy as Tensor4D, filter, conv) };
    },
  });
}

/**
 * dL/dF[i,j,c,o] = sum over n,y,x of padded[n, y·sh + i, x·sw + j, c] · dy[n,y,x,o]: the patches as columns, transposed,
 * times dy as a matrix.
 */
function filterGradient(
  tf: Tf,
  x: Tensor4D,
  dy: Tensor4D,
  filter: Tensor4D,
  attributes: ConvAttributes,
): Tensor {
  const { strides, pad, dimRoundingMode } = attributes;
  const shape = tf.backend_util.computeConv2DInfo(x.shape, filter.shape, strides, 1, pad, dimRoundingMode);
  const { padInfo, strideHeight, strideWidth, outHeight, outWidth, filterHeight, filterWidth } = shape;
  // Room for whole strides behind the last patch, so that each slice can be cut into (rows, stride) cells.
  const height = filterHeight - 1 + outHeight * strideHeight;
  const width = filterWidth - 1 + outWidth * strideWidth;
  const padded = tf.pad(x, [
    [0, 0],
    [padInfo.top, Math.max(0, height - shape.inHeight - padInfo.top)],
    [padInfo.left, Math.max(0, width - shape.inWidth - padInfo.left)],
    [0, 0],
  ]);
  const patches = [];
  for (let i = 0; i < filterHeight; i++)
    for (let j = 0; j < filterWidth; j++) {
      const window = tf.slice(
        padded,
        [0, i, j, 0],
        [-1, outHeight * strideHeight, outWidth * strideWidth, -1],
      );
      patches.push(everyStride(tf, window, strideHeight, strideWidth));
    }
  const columns = tf.reshape(tf.concat(patches, 3), [-1, filterHeight * filterWidth * shape.inChannels]);
  const gradient = tf.matMul(tf.transpose(columns), tf.reshape(dy, [-1, shape.outChannels]));
  return tf.reshape(gradient, filter.shape);
}

/** x[:, ::strideHeight, ::strideWidth, :], by reshape and slice, which every backend and every gradient has. */
function everyStride(tf: Tf, x: Tensor, strideHeight: number, strideWidth: number): Tensor {
  if (strideHeight === 1 && strideWidth === 1) return x;
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const rows = height / strideHeight;
  const columns = width / strideWidth;
  const rowCells = tf.reshape(x, [batch, rows, strideHeight, width * channels]);
  const everyRow = tf.slice(rowCells, [0, 0, 0, 0], [-1, -1, 1, -1]);
  const columnCells = tf.reshape(everyRow, [batch * rows, columns, strideWidth, channels]);
  const everyColumn = tf.slice(columnCells, [0, 0, 0, 0], [-1, -1, 1, -1]);
  return tf.reshape(everyColumn, [batch, rows, columns, channels]);
}
