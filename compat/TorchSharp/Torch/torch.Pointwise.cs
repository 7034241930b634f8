using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor abs(Tensor input) => input.abs();

    public static Tensor exp(Tensor input) => input.exp();

    public static Tensor log(Tensor input) => input.log();

    public static Tensor sqrt(Tensor input) => input.sqrt();

    public static Tensor square(Tensor input) => input.square();

    public static Tensor sigmoid(Tensor input) => input.sigmoid();

    public static Tensor relu(Tensor input) => input.relu();

    public static Tensor tanh(Tensor input) => input.tanh();

    public static Tensor neg(Tensor input) => input.neg();

    public static Tensor round(Tensor input) => input.round();

    public static Tensor floor(Tensor input) => input.floor();

    public static Tensor ceil(Tensor input) => input.ceil();

    public static Tensor sign(Tensor input) => input.sign();

    public static Tensor sin(Tensor input) => input.sin();

    public static Tensor cos(Tensor input) => input.cos();

    public static Tensor log1p(Tensor input) => input.log1p();

    public static Tensor logical_not(Tensor input) => input.logical_not();

    public static Tensor isnan(Tensor input) => input.isnan();

    public static Tensor isfinite(Tensor input) => input.isfinite();

    public static Tensor mean(Tensor input) => input.mean();

    public static Tensor max(Tensor input) => input.max();

    public static Tensor min(Tensor input) => input.min();

    public static Tensor argmax(Tensor input) => input.argmax();

    public static Tensor any(Tensor input) => input.any();

    public static Tensor all(Tensor input) => input.all();

    public static Tensor add(Tensor left, Tensor right) => left.add(right);

    public static Tensor add(Tensor left, Scalar right) => left.add(right);

    public static Tensor sub(Tensor left, Tensor right) => left.sub(right);

    public static Tensor sub(Tensor left, Scalar right) => left.sub(right);

    public static Tensor mul(Tensor left, Tensor right) => left.mul(right);

    public static Tensor mul(Tensor left, Scalar right) => left.mul(right);

    public static Tensor div(Tensor left, Tensor right) => left.div(right);

    public static Tensor div(Tensor left, Scalar right) => left.div(right);

    public static Tensor pow(Tensor left, Tensor right) => left.pow(right);

    public static Tensor pow(Tensor left, Scalar right) => left.pow(right);

    public static Tensor eq(Tensor left, Tensor right) => left.eq(right);

    public static Tensor eq(Tensor left, Scalar right) => left.eq(right);

    public static Tensor ne(Tensor left, Tensor right) => left.ne(right);

    public static Tensor ne(Tensor left, Scalar right) => left.ne(right);

    public static Tensor lt(Tensor left, Tensor right) => left.lt(right);

    public static Tensor lt(Tensor left, Scalar right) => left.lt(right);

    public static Tensor le(Tensor left, Tensor right) => left.le(right);

    public static Tensor le(Tensor left, Scalar right) => left.le(right);

    public static Tensor gt(Tensor left, Tensor right) => left.gt(right);

    public static Tensor gt(Tensor left, Scalar right) => left.gt(right);

    public static Tensor ge(Tensor left, Tensor right) => left.ge(right);

    public static Tensor ge(Tensor left, Scalar right) => left.ge(right);

    public static Tensor maximum(Tensor input, Tensor other) => input.maximum(other);

    public static Tensor minimum(Tensor input, Tensor other) => input.minimum(other);

    public static Tensor logical_and(Tensor input, Tensor other) => input.logical_and(other);

    public static Tensor logical_or(Tensor input, Tensor other) => input.logical_or(other);

    public static Tensor clamp(Tensor input, Scalar? min = null, Scalar? max = null) => input.clamp(min, max);

    public static Tensor clamp(Tensor input, Tensor? min = null, Tensor? max = null) => input.clamp(min, max);

    public static Tensor lerp(Tensor input, Tensor end, Tensor weight) => input.lerp(end, weight);

    public static Tensor addcmul(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => input.addcmul(tensor1, tensor2, value);

    public static Tensor addcdiv(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => input.addcdiv(tensor1, tensor2, value);

    public static bool allclose(Tensor target, Tensor other, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
        target.allclose(other, rtol, atol, equal_nan);

    /// <summary>How a quotient is rounded.</summary>
    public enum RoundingMode
    {
        None,
        trunc,
        floor,
    }
}
