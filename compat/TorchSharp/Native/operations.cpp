// Written by generate.py from operations.table: edit those.

#include "shim.h"

using namespace shim;

// Factories

SHIM(at::Tensor*) shim_zeros(const int64_t* size, int64_t size_n, int32_t dtype, int32_t device, int32_t device_index)
{
    return guarded([&] { return own(at::zeros(as_array(size, size_n), as_options(dtype, device, device_index))); });
}

SHIM(at::Tensor*) shim_ones(const int64_t* size, int64_t size_n, int32_t dtype, int32_t device, int32_t device_index)
{
    return guarded([&] { return own(at::ones(as_array(size, size_n), as_options(dtype, device, device_index))); });
}

SHIM(at::Tensor*) shim_empty(const int64_t* size, int64_t size_n, int32_t dtype, int32_t device, int32_t device_index)
{
    return guarded([&] { return own(at::empty(as_array(size, size_n), as_options(dtype, device, device_index))); });
}

SHIM(at::Tensor*) shim_full(const int64_t* size, int64_t size_n, ScalarValue value, int32_t dtype, int32_t device, int32_t device_index)
{
    return guarded([&] { return own(at::full(as_array(size, size_n), as_scalar(value), as_options(dtype, device, device_index))); });
}

SHIM(at::Tensor*) shim_eye(int64_t n, int64_t m, int32_t dtype, int32_t device, int32_t device_index)
{
    return guarded([&] { return own(at::eye(n, m, as_options(dtype, device, device_index))); });
}

SHIM(at::Tensor*) shim_arange(ScalarValue start, ScalarValue stop, ScalarValue step, int32_t dtype, int32_t device, int32_t device_index)
{
    return guarded([&] { return own(at::arange(as_scalar(start), as_scalar(stop), as_scalar(step), as_options(dtype, device, device_index))); });
}

SHIM(at::Tensor*) shim_linspace(ScalarValue start, ScalarValue stop, int64_t steps, int32_t dtype, int32_t device, int32_t device_index)
{
    return guarded([&] { return own(at::linspace(as_scalar(start), as_scalar(stop), steps, as_options(dtype, device, device_index))); });
}

SHIM(at::Tensor*) shim_rand(const int64_t* size, int64_t size_n, at::Generator* generator, int32_t dtype, int32_t device, int32_t device_index)
{
    return guarded([&] { return own(at::rand(as_array(size, size_n), maybe(generator), as_options(dtype, device, device_index))); });
}

SHIM(at::Tensor*) shim_randn(const int64_t* size, int64_t size_n, at::Generator* generator, int32_t dtype, int32_t device, int32_t device_index)
{
    return guarded([&] { return own(at::randn(as_array(size, size_n), maybe(generator), as_options(dtype, device, device_index))); });
}

SHIM(at::Tensor*) shim_randint(int64_t low, int64_t high, const int64_t* size, int64_t size_n, at::Generator* generator, int32_t dtype, int32_t device, int32_t device_index)
{
    return guarded([&] { return own(at::randint(low, high, as_array(size, size_n), maybe(generator), as_options(dtype, device, device_index))); });
}

SHIM(at::Tensor*) shim_randperm(int64_t n, at::Generator* generator, int32_t dtype, int32_t device, int32_t device_index)
{
    return guarded([&] { return own(at::randperm(n, maybe(generator), as_options(dtype, device, device_index))); });
}

SHIM(at::Tensor*) shim_zeros_like(at::Tensor* input, int32_t dtype, int32_t device, int32_t device_index)
{
    return guarded([&] { return own(at::zeros_like(*input, as_options(dtype, device, device_index))); });
}

SHIM(at::Tensor*) shim_ones_like(at::Tensor* input, int32_t dtype, int32_t device, int32_t device_index)
{
    return guarded([&] { return own(at::ones_like(*input, as_options(dtype, device, device_index))); });
}

SHIM(at::Tensor*) shim_empty_like(at::Tensor* input, int32_t dtype, int32_t device, int32_t device_index)
{
    return guarded([&] { return own(at::empty_like(*input, as_options(dtype, device, device_index))); });
}

SHIM(at::Tensor*) shim_full_like(at::Tensor* input, ScalarValue value, int32_t dtype, int32_t device, int32_t device_index)
{
    return guarded([&] { return own(at::full_like(*input, as_scalar(value), as_options(dtype, device, device_index))); });
}

SHIM(at::Tensor*) shim_rand_like(at::Tensor* input, int32_t dtype, int32_t device, int32_t device_index)
{
    return guarded([&] { return own(at::rand_like(*input, as_options(dtype, device, device_index))); });
}

SHIM(at::Tensor*) shim_randn_like(at::Tensor* input, int32_t dtype, int32_t device, int32_t device_index)
{
    return guarded([&] { return own(at::randn_like(*input, as_options(dtype, device, device_index))); });
}

// Arithmetic

SHIM(at::Tensor*) shim_add(at::Tensor* self, at::Tensor* other, ScalarValue alpha)
{
    return guarded([&] { return own(self->add(*other, as_scalar(alpha))); });
}

SHIM(at::Tensor*) shim_add_Scalar(at::Tensor* self, ScalarValue other, ScalarValue alpha)
{
    return guarded([&] { return own(self->add(as_scalar(other), as_scalar(alpha))); });
}

SHIM(int32_t) shim_add_(at::Tensor* self, at::Tensor* other, ScalarValue alpha)
{
    return attempt([&] { self->add_(*other, as_scalar(alpha)); });
}

SHIM(int32_t) shim_add__Scalar(at::Tensor* self, ScalarValue other, ScalarValue alpha)
{
    return attempt([&] { self->add_(as_scalar(other), as_scalar(alpha)); });
}

SHIM(at::Tensor*) shim_sub(at::Tensor* self, at::Tensor* other)
{
    return guarded([&] { return own(self->sub(*other)); });
}

SHIM(at::Tensor*) shim_sub_Scalar(at::Tensor* self, ScalarValue other)
{
    return guarded([&] { return own(self->sub(as_scalar(other))); });
}

SHIM(int32_t) shim_sub_(at::Tensor* self, at::Tensor* other)
{
    return attempt([&] { self->sub_(*other); });
}

SHIM(int32_t) shim_sub__Scalar(at::Tensor* self, ScalarValue other)
{
    return attempt([&] { self->sub_(as_scalar(other)); });
}

SHIM(at::Tensor*) shim_mul(at::Tensor* self, at::Tensor* other)
{
    return guarded([&] { return own(self->mul(*other)); });
}

SHIM(at::Tensor*) shim_mul_Scalar(at::Tensor* self, ScalarValue other)
{
    return guarded([&] { return own(self->mul(as_scalar(other))); });
}

SHIM(int32_t) shim_mul_(at::Tensor* self, at::Tensor* other)
{
    return attempt([&] { self->mul_(*other); });
}

SHIM(int32_t) shim_mul__Scalar(at::Tensor* self, ScalarValue other)
{
    return attempt([&] { self->mul_(as_scalar(other)); });
}

SHIM(at::Tensor*) shim_div(at::Tensor* self, at::Tensor* other)
{
    return guarded([&] { return own(self->div(*other)); });
}

SHIM(at::Tensor*) shim_div_Scalar(at::Tensor* self, ScalarValue other)
{
    return guarded([&] { return own(self->div(as_scalar(other))); });
}

SHIM(int32_t) shim_div_(at::Tensor* self, at::Tensor* other)
{
    return attempt([&] { self->div_(*other); });
}

SHIM(int32_t) shim_div__Scalar(at::Tensor* self, ScalarValue other)
{
    return attempt([&] { self->div_(as_scalar(other)); });
}

SHIM(at::Tensor*) shim_div_mode(at::Tensor* self, at::Tensor* other, const char* rounding_mode)
{
    return guarded([&] { return own(self->div(*other, rounding_mode)); });
}

SHIM(at::Tensor*) shim_div_mode_Scalar(at::Tensor* self, ScalarValue other, const char* rounding_mode)
{
    return guarded([&] { return own(self->div(as_scalar(other), rounding_mode)); });
}

SHIM(at::Tensor*) shim_floor_divide(at::Tensor* self, at::Tensor* other)
{
    return guarded([&] { return own(self->floor_divide(*other)); });
}

SHIM(at::Tensor*) shim_floor_divide_Scalar(at::Tensor* self, ScalarValue other)
{
    return guarded([&] { return own(self->floor_divide(as_scalar(other))); });
}

SHIM(at::Tensor*) shim_remainder(at::Tensor* self, at::Tensor* other)
{
    return guarded([&] { return own(self->remainder(*other)); });
}

SHIM(at::Tensor*) shim_remainder_Scalar(at::Tensor* self, ScalarValue other)
{
    return guarded([&] { return own(self->remainder(as_scalar(other))); });
}

SHIM(at::Tensor*) shim_addcmul(at::Tensor* self, at::Tensor* tensor1, at::Tensor* tensor2, ScalarValue value)
{
    return guarded([&] { return own(self->addcmul(*tensor1, *tensor2, as_scalar(value))); });
}

SHIM(int32_t) shim_addcmul_(at::Tensor* self, at::Tensor* tensor1, at::Tensor* tensor2, ScalarValue value)
{
    return attempt([&] { self->addcmul_(*tensor1, *tensor2, as_scalar(value)); });
}

SHIM(at::Tensor*) shim_addcdiv(at::Tensor* self, at::Tensor* tensor1, at::Tensor* tensor2, ScalarValue value)
{
    return guarded([&] { return own(self->addcdiv(*tensor1, *tensor2, as_scalar(value))); });
}

SHIM(int32_t) shim_addcdiv_(at::Tensor* self, at::Tensor* tensor1, at::Tensor* tensor2, ScalarValue value)
{
    return attempt([&] { self->addcdiv_(*tensor1, *tensor2, as_scalar(value)); });
}

SHIM(at::Tensor*) shim_lerp(at::Tensor* self, at::Tensor* end, at::Tensor* weight)
{
    return guarded([&] { return own(self->lerp(*end, *weight)); });
}

SHIM(int32_t) shim_lerp_(at::Tensor* self, at::Tensor* end, at::Tensor* weight)
{
    return attempt([&] { self->lerp_(*end, *weight); });
}

SHIM(at::Tensor*) shim_pow(at::Tensor* self, at::Tensor* exponent)
{
    return guarded([&] { return own(self->pow(*exponent)); });
}

SHIM(at::Tensor*) shim_pow_Scalar(at::Tensor* self, ScalarValue exponent)
{
    return guarded([&] { return own(self->pow(as_scalar(exponent))); });
}

SHIM(int32_t) shim_pow_(at::Tensor* self, at::Tensor* exponent)
{
    return attempt([&] { self->pow_(*exponent); });
}

SHIM(int32_t) shim_pow__Scalar(at::Tensor* self, ScalarValue exponent)
{
    return attempt([&] { self->pow_(as_scalar(exponent)); });
}

SHIM(int32_t) shim_fill_(at::Tensor* self, ScalarValue value)
{
    return attempt([&] { self->fill_(as_scalar(value)); });
}

SHIM(int32_t) shim_zero_(at::Tensor* self)
{
    return attempt([&] { self->zero_(); });
}

SHIM(int32_t) shim_copy_(at::Tensor* self, at::Tensor* source, int32_t non_blocking)
{
    return attempt([&] { self->copy_(*source, non_blocking != 0); });
}

SHIM(at::Tensor*) shim_clamp(at::Tensor* self, ScalarValue min, ScalarValue max)
{
    return guarded([&] { return own(self->clamp(maybe(min), maybe(max))); });
}

SHIM(at::Tensor*) shim_clamp_Tensor(at::Tensor* self, at::Tensor* min, at::Tensor* max)
{
    return guarded([&] { return own(self->clamp(maybe(min), maybe(max))); });
}

SHIM(int32_t) shim_clamp_(at::Tensor* self, ScalarValue min, ScalarValue max)
{
    return attempt([&] { self->clamp_(maybe(min), maybe(max)); });
}

SHIM(int32_t) shim_clamp__Tensor(at::Tensor* self, at::Tensor* min, at::Tensor* max)
{
    return attempt([&] { self->clamp_(maybe(min), maybe(max)); });
}

SHIM(at::Tensor*) shim_maximum(at::Tensor* self, at::Tensor* other)
{
    return guarded([&] { return own(self->maximum(*other)); });
}

SHIM(at::Tensor*) shim_minimum(at::Tensor* self, at::Tensor* other)
{
    return guarded([&] { return own(self->minimum(*other)); });
}

// Pointwise

SHIM(at::Tensor*) shim_neg(at::Tensor* self)
{
    return guarded([&] { return own(self->neg()); });
}

SHIM(int32_t) shim_neg_(at::Tensor* self)
{
    return attempt([&] { self->neg_(); });
}

SHIM(at::Tensor*) shim_abs(at::Tensor* self)
{
    return guarded([&] { return own(self->abs()); });
}

SHIM(int32_t) shim_abs_(at::Tensor* self)
{
    return attempt([&] { self->abs_(); });
}

SHIM(at::Tensor*) shim_sign(at::Tensor* self)
{
    return guarded([&] { return own(self->sign()); });
}

SHIM(at::Tensor*) shim_sqrt(at::Tensor* self)
{
    return guarded([&] { return own(self->sqrt()); });
}

SHIM(int32_t) shim_sqrt_(at::Tensor* self)
{
    return attempt([&] { self->sqrt_(); });
}

SHIM(at::Tensor*) shim_rsqrt(at::Tensor* self)
{
    return guarded([&] { return own(self->rsqrt()); });
}

SHIM(int32_t) shim_rsqrt_(at::Tensor* self)
{
    return attempt([&] { self->rsqrt_(); });
}

SHIM(at::Tensor*) shim_reciprocal(at::Tensor* self)
{
    return guarded([&] { return own(self->reciprocal()); });
}

SHIM(int32_t) shim_reciprocal_(at::Tensor* self)
{
    return attempt([&] { self->reciprocal_(); });
}

SHIM(at::Tensor*) shim_exp(at::Tensor* self)
{
    return guarded([&] { return own(self->exp()); });
}

SHIM(int32_t) shim_exp_(at::Tensor* self)
{
    return attempt([&] { self->exp_(); });
}

SHIM(at::Tensor*) shim_expm1(at::Tensor* self)
{
    return guarded([&] { return own(self->expm1()); });
}

SHIM(at::Tensor*) shim_log(at::Tensor* self)
{
    return guarded([&] { return own(self->log()); });
}

SHIM(int32_t) shim_log_(at::Tensor* self)
{
    return attempt([&] { self->log_(); });
}

SHIM(at::Tensor*) shim_log1p(at::Tensor* self)
{
    return guarded([&] { return own(self->log1p()); });
}

SHIM(at::Tensor*) shim_log2(at::Tensor* self)
{
    return guarded([&] { return own(self->log2()); });
}

SHIM(at::Tensor*) shim_log10(at::Tensor* self)
{
    return guarded([&] { return own(self->log10()); });
}

SHIM(at::Tensor*) shim_sin(at::Tensor* self)
{
    return guarded([&] { return own(self->sin()); });
}

SHIM(at::Tensor*) shim_cos(at::Tensor* self)
{
    return guarded([&] { return own(self->cos()); });
}

SHIM(at::Tensor*) shim_tanh(at::Tensor* self)
{
    return guarded([&] { return own(self->tanh()); });
}

SHIM(int32_t) shim_tanh_(at::Tensor* self)
{
    return attempt([&] { self->tanh_(); });
}

SHIM(at::Tensor*) shim_erf(at::Tensor* self)
{
    return guarded([&] { return own(self->erf()); });
}

SHIM(at::Tensor*) shim_round(at::Tensor* self, int64_t decimals)
{
    return guarded([&] { return own(self->round(decimals)); });
}

SHIM(at::Tensor*) shim_floor(at::Tensor* self)
{
    return guarded([&] { return own(self->floor()); });
}

SHIM(at::Tensor*) shim_ceil(at::Tensor* self)
{
    return guarded([&] { return own(self->ceil()); });
}

SHIM(at::Tensor*) shim_trunc(at::Tensor* self)
{
    return guarded([&] { return own(self->trunc()); });
}

SHIM(at::Tensor*) shim_sigmoid(at::Tensor* self)
{
    return guarded([&] { return own(self->sigmoid()); });
}

SHIM(int32_t) shim_sigmoid_(at::Tensor* self)
{
    return attempt([&] { self->sigmoid_(); });
}

SHIM(at::Tensor*) shim_relu(at::Tensor* self)
{
    return guarded([&] { return own(self->relu()); });
}

SHIM(int32_t) shim_relu_(at::Tensor* self)
{
    return attempt([&] { self->relu_(); });
}

SHIM(at::Tensor*) shim_gelu(at::Tensor* input, const char* approximate)
{
    return guarded([&] { return own(at::gelu(*input, approximate)); });
}

SHIM(at::Tensor*) shim_silu(at::Tensor* input)
{
    return guarded([&] { return own(at::silu(*input)); });
}

SHIM(at::Tensor*) shim_leaky_relu(at::Tensor* input, ScalarValue negative_slope)
{
    return guarded([&] { return own(at::leaky_relu(*input, as_scalar(negative_slope))); });
}

SHIM(at::Tensor*) shim_softplus(at::Tensor* input, ScalarValue beta, ScalarValue threshold)
{
    return guarded([&] { return own(at::softplus(*input, as_scalar(beta), as_scalar(threshold))); });
}

// Comparison

SHIM(at::Tensor*) shim_eq(at::Tensor* self, at::Tensor* other)
{
    return guarded([&] { return own(self->eq(*other)); });
}

SHIM(at::Tensor*) shim_eq_Scalar(at::Tensor* self, ScalarValue other)
{
    return guarded([&] { return own(self->eq(as_scalar(other))); });
}

SHIM(at::Tensor*) shim_ne(at::Tensor* self, at::Tensor* other)
{
    return guarded([&] { return own(self->ne(*other)); });
}

SHIM(at::Tensor*) shim_ne_Scalar(at::Tensor* self, ScalarValue other)
{
    return guarded([&] { return own(self->ne(as_scalar(other))); });
}

SHIM(at::Tensor*) shim_lt(at::Tensor* self, at::Tensor* other)
{
    return guarded([&] { return own(self->lt(*other)); });
}

SHIM(at::Tensor*) shim_lt_Scalar(at::Tensor* self, ScalarValue other)
{
    return guarded([&] { return own(self->lt(as_scalar(other))); });
}

SHIM(at::Tensor*) shim_le(at::Tensor* self, at::Tensor* other)
{
    return guarded([&] { return own(self->le(*other)); });
}

SHIM(at::Tensor*) shim_le_Scalar(at::Tensor* self, ScalarValue other)
{
    return guarded([&] { return own(self->le(as_scalar(other))); });
}

SHIM(at::Tensor*) shim_gt(at::Tensor* self, at::Tensor* other)
{
    return guarded([&] { return own(self->gt(*other)); });
}

SHIM(at::Tensor*) shim_gt_Scalar(at::Tensor* self, ScalarValue other)
{
    return guarded([&] { return own(self->gt(as_scalar(other))); });
}

SHIM(at::Tensor*) shim_ge(at::Tensor* self, at::Tensor* other)
{
    return guarded([&] { return own(self->ge(*other)); });
}

SHIM(at::Tensor*) shim_ge_Scalar(at::Tensor* self, ScalarValue other)
{
    return guarded([&] { return own(self->ge(as_scalar(other))); });
}

SHIM(at::Tensor*) shim_logical_not(at::Tensor* self)
{
    return guarded([&] { return own(self->logical_not()); });
}

SHIM(at::Tensor*) shim_logical_and(at::Tensor* self, at::Tensor* other)
{
    return guarded([&] { return own(self->logical_and(*other)); });
}

SHIM(at::Tensor*) shim_logical_or(at::Tensor* self, at::Tensor* other)
{
    return guarded([&] { return own(self->logical_or(*other)); });
}

SHIM(at::Tensor*) shim_logical_xor(at::Tensor* self, at::Tensor* other)
{
    return guarded([&] { return own(self->logical_xor(*other)); });
}

SHIM(at::Tensor*) shim_bitwise_not(at::Tensor* self)
{
    return guarded([&] { return own(self->bitwise_not()); });
}

SHIM(at::Tensor*) shim_bitwise_and(at::Tensor* self, at::Tensor* other)
{
    return guarded([&] { return own(self->bitwise_and(*other)); });
}

SHIM(at::Tensor*) shim_bitwise_or(at::Tensor* self, at::Tensor* other)
{
    return guarded([&] { return own(self->bitwise_or(*other)); });
}

SHIM(at::Tensor*) shim_bitwise_xor(at::Tensor* self, at::Tensor* other)
{
    return guarded([&] { return own(self->bitwise_xor(*other)); });
}

SHIM(at::Tensor*) shim_isnan(at::Tensor* self)
{
    return guarded([&] { return own(self->isnan()); });
}

SHIM(at::Tensor*) shim_isinf(at::Tensor* self)
{
    return guarded([&] { return own(self->isinf()); });
}

SHIM(at::Tensor*) shim_isfinite(at::Tensor* self)
{
    return guarded([&] { return own(self->isfinite()); });
}

SHIM(at::Tensor*) shim_isclose(at::Tensor* self, at::Tensor* other, double rtol, double atol, int32_t equal_nan)
{
    return guarded([&] { return own(self->isclose(*other, rtol, atol, equal_nan != 0)); });
}

// Reduction

SHIM(at::Tensor*) shim_sum(at::Tensor* self, int32_t dtype)
{
    return guarded([&] { return own(self->sum(maybe_type(dtype))); });
}

SHIM(at::Tensor*) shim_sum_Dim(at::Tensor* self, const int64_t* dim, int64_t dim_n, int32_t keepdim, int32_t dtype)
{
    return guarded([&] { return own(self->sum(maybe(dim, dim_n), keepdim != 0, maybe_type(dtype))); });
}

SHIM(at::Tensor*) shim_mean(at::Tensor* self, int32_t dtype)
{
    return guarded([&] { return own(self->mean(maybe_type(dtype))); });
}

SHIM(at::Tensor*) shim_mean_Dim(at::Tensor* self, const int64_t* dim, int64_t dim_n, int32_t keepdim, int32_t dtype)
{
    return guarded([&] { return own(self->mean(maybe(dim, dim_n), keepdim != 0, maybe_type(dtype))); });
}

SHIM(at::Tensor*) shim_prod(at::Tensor* self, int32_t dtype)
{
    return guarded([&] { return own(self->prod(maybe_type(dtype))); });
}

SHIM(at::Tensor*) shim_prod_Dim(at::Tensor* self, int64_t dim, int32_t keepdim, int32_t dtype)
{
    return guarded([&] { return own(self->prod(dim, keepdim != 0, maybe_type(dtype))); });
}

SHIM(at::Tensor*) shim_std(at::Tensor* self, int32_t unbiased)
{
    return guarded([&] { return own(self->std(unbiased != 0)); });
}

SHIM(at::Tensor*) shim_std_Dim(at::Tensor* self, const int64_t* dim, int64_t dim_n, int32_t unbiased, int32_t keepdim)
{
    return guarded([&] { return own(self->std(maybe(dim, dim_n), unbiased != 0, keepdim != 0)); });
}

SHIM(at::Tensor*) shim_var(at::Tensor* self, int32_t unbiased)
{
    return guarded([&] { return own(self->var(unbiased != 0)); });
}

SHIM(at::Tensor*) shim_var_Dim(at::Tensor* self, const int64_t* dim, int64_t dim_n, int32_t unbiased, int32_t keepdim)
{
    return guarded([&] { return own(self->var(maybe(dim, dim_n), unbiased != 0, keepdim != 0)); });
}

SHIM(at::Tensor*) shim_max(at::Tensor* self)
{
    return guarded([&] { return own(self->max()); });
}

SHIM(int32_t) shim_max_Dim(at::Tensor* self, int64_t dim, int32_t keepdim, at::Tensor** result0, at::Tensor** result1)
{
    return attempt([&] {
        auto results = self->max(dim, keepdim != 0);
        *result0 = own(std::get<0>(std::move(results)));
        *result1 = own(std::get<1>(std::move(results)));
    });
}

SHIM(at::Tensor*) shim_min(at::Tensor* self)
{
    return guarded([&] { return own(self->min()); });
}

SHIM(int32_t) shim_min_Dim(at::Tensor* self, int64_t dim, int32_t keepdim, at::Tensor** result0, at::Tensor** result1)
{
    return attempt([&] {
        auto results = self->min(dim, keepdim != 0);
        *result0 = own(std::get<0>(std::move(results)));
        *result1 = own(std::get<1>(std::move(results)));
    });
}

SHIM(at::Tensor*) shim_amax(at::Tensor* self, const int64_t* dim, int64_t dim_n, int32_t keepdim)
{
    return guarded([&] { return own(self->amax(as_array(dim, dim_n), keepdim != 0)); });
}

SHIM(at::Tensor*) shim_amin(at::Tensor* self, const int64_t* dim, int64_t dim_n, int32_t keepdim)
{
    return guarded([&] { return own(self->amin(as_array(dim, dim_n), keepdim != 0)); });
}

SHIM(at::Tensor*) shim_argmax(at::Tensor* self, const int64_t* dim, int32_t keepdim)
{
    return guarded([&] { return own(self->argmax(maybe(dim), keepdim != 0)); });
}

SHIM(at::Tensor*) shim_argmin(at::Tensor* self, const int64_t* dim, int32_t keepdim)
{
    return guarded([&] { return own(self->argmin(maybe(dim), keepdim != 0)); });
}

SHIM(at::Tensor*) shim_any(at::Tensor* self)
{
    return guarded([&] { return own(self->any()); });
}

SHIM(at::Tensor*) shim_any_Dim(at::Tensor* self, int64_t dim, int32_t keepdim)
{
    return guarded([&] { return own(self->any(dim, keepdim != 0)); });
}

SHIM(at::Tensor*) shim_all(at::Tensor* self)
{
    return guarded([&] { return own(self->all()); });
}

SHIM(at::Tensor*) shim_all_Dim(at::Tensor* self, int64_t dim, int32_t keepdim)
{
    return guarded([&] { return own(self->all(dim, keepdim != 0)); });
}

SHIM(at::Tensor*) shim_cumsum(at::Tensor* self, int64_t dim, int32_t dtype)
{
    return guarded([&] { return own(self->cumsum(dim, maybe_type(dtype))); });
}

SHIM(at::Tensor*) shim_median(at::Tensor* self)
{
    return guarded([&] { return own(self->median()); });
}

SHIM(at::Tensor*) shim_norm(at::Tensor* self, ScalarValue p)
{
    return guarded([&] { return own(self->norm(as_scalar(p))); });
}

SHIM(at::Tensor*) shim_norm_Dim(at::Tensor* self, ScalarValue p, const int64_t* dim, int64_t dim_n, int32_t keepdim)
{
    return guarded([&] { return own(self->norm(as_scalar(p), as_array(dim, dim_n), keepdim != 0)); });
}

SHIM(int32_t) shim_topk(at::Tensor* self, int64_t k, int64_t dim, int32_t largest, int32_t sorted, at::Tensor** result0, at::Tensor** result1)
{
    return attempt([&] {
        auto results = self->topk(k, dim, largest != 0, sorted != 0);
        *result0 = own(std::get<0>(std::move(results)));
        *result1 = own(std::get<1>(std::move(results)));
    });
}

SHIM(int32_t) shim_sort(at::Tensor* self, int64_t dim, int32_t descending, at::Tensor** result0, at::Tensor** result1)
{
    return attempt([&] {
        auto results = self->sort(dim, descending != 0);
        *result0 = own(std::get<0>(std::move(results)));
        *result1 = own(std::get<1>(std::move(results)));
    });
}

SHIM(at::Tensor*) shim_argsort(at::Tensor* self, int64_t dim, int32_t descending)
{
    return guarded([&] { return own(self->argsort(dim, descending != 0)); });
}

SHIM(at::Tensor*) shim_histc(at::Tensor* self, int64_t bins, ScalarValue min, ScalarValue max)
{
    return guarded([&] { return own(self->histc(bins, as_scalar(min), as_scalar(max))); });
}

SHIM(at::Tensor*) shim_bincount(at::Tensor* self, at::Tensor* weights, int64_t minlength)
{
    return guarded([&] { return own(self->bincount(maybe(weights), minlength)); });
}

// Products

SHIM(at::Tensor*) shim_matmul(at::Tensor* self, at::Tensor* other)
{
    return guarded([&] { return own(self->matmul(*other)); });
}

SHIM(at::Tensor*) shim_mm(at::Tensor* self, at::Tensor* other)
{
    return guarded([&] { return own(self->mm(*other)); });
}

SHIM(at::Tensor*) shim_mv(at::Tensor* self, at::Tensor* other)
{
    return guarded([&] { return own(self->mv(*other)); });
}

SHIM(at::Tensor*) shim_bmm(at::Tensor* self, at::Tensor* other)
{
    return guarded([&] { return own(self->bmm(*other)); });
}

SHIM(at::Tensor*) shim_dot(at::Tensor* self, at::Tensor* other)
{
    return guarded([&] { return own(self->dot(*other)); });
}

SHIM(at::Tensor*) shim_outer(at::Tensor* self, at::Tensor* other)
{
    return guarded([&] { return own(self->outer(*other)); });
}

SHIM(at::Tensor*) shim_addmm(at::Tensor* self, at::Tensor* mat1, at::Tensor* mat2, ScalarValue beta, ScalarValue alpha)
{
    return guarded([&] { return own(self->addmm(*mat1, *mat2, as_scalar(beta), as_scalar(alpha))); });
}

SHIM(int32_t) shim_addmm_(at::Tensor* self, at::Tensor* mat1, at::Tensor* mat2, ScalarValue beta, ScalarValue alpha)
{
    return attempt([&] { self->addmm_(*mat1, *mat2, as_scalar(beta), as_scalar(alpha)); });
}

SHIM(at::Tensor*) shim_einsum(const char* equation, at::Tensor* const* tensors, int64_t tensors_n)
{
    return guarded([&] { return own(at::einsum(equation, as_list(tensors, tensors_n))); });
}

SHIM(at::Tensor*) shim_cdist(at::Tensor* x1, at::Tensor* x2, double p, const int64_t* compute_mode)
{
    return guarded([&] { return own(at::cdist(*x1, *x2, p, maybe(compute_mode))); });
}

SHIM(int32_t) shim_linalg_svd(at::Tensor* input, int32_t full_matrices, at::Tensor** result0, at::Tensor** result1, at::Tensor** result2)
{
    return attempt([&] {
        auto results = at::linalg_svd(*input, full_matrices != 0);
        *result0 = own(std::get<0>(std::move(results)));
        *result1 = own(std::get<1>(std::move(results)));
        *result2 = own(std::get<2>(std::move(results)));
    });
}

SHIM(int32_t) shim_linalg_eigh(at::Tensor* input, const char* uplo, at::Tensor** result0, at::Tensor** result1)
{
    return attempt([&] {
        auto results = at::linalg_eigh(*input, uplo);
        *result0 = own(std::get<0>(std::move(results)));
        *result1 = own(std::get<1>(std::move(results)));
    });
}

SHIM(int32_t) shim_linalg_qr(at::Tensor* input, const char* mode, at::Tensor** result0, at::Tensor** result1)
{
    return attempt([&] {
        auto results = at::linalg_qr(*input, mode);
        *result0 = own(std::get<0>(std::move(results)));
        *result1 = own(std::get<1>(std::move(results)));
    });
}

SHIM(at::Tensor*) shim_linalg_norm(at::Tensor* input, ScalarValue ord, const int64_t* dim, int64_t dim_n, int32_t keepdim)
{
    return guarded([&] { return own(at::linalg_norm(*input, maybe(ord), maybe(dim, dim_n), keepdim != 0)); });
}

// Shape

SHIM(at::Tensor*) shim_view(at::Tensor* self, const int64_t* size, int64_t size_n)
{
    return guarded([&] { return own(self->view(as_array(size, size_n))); });
}

SHIM(at::Tensor*) shim_reshape(at::Tensor* self, const int64_t* size, int64_t size_n)
{
    return guarded([&] { return own(self->reshape(as_array(size, size_n))); });
}

SHIM(at::Tensor*) shim_flatten(at::Tensor* self, int64_t start_dim, int64_t end_dim)
{
    return guarded([&] { return own(self->flatten(start_dim, end_dim)); });
}

SHIM(at::Tensor*) shim_unflatten(at::Tensor* self, int64_t dim, const int64_t* sizes, int64_t sizes_n)
{
    return guarded([&] { return own(self->unflatten(dim, as_array(sizes, sizes_n))); });
}

SHIM(at::Tensor*) shim_unsqueeze(at::Tensor* self, int64_t dim)
{
    return guarded([&] { return own(self->unsqueeze(dim)); });
}

SHIM(at::Tensor*) shim_squeeze(at::Tensor* self)
{
    return guarded([&] { return own(self->squeeze()); });
}

SHIM(at::Tensor*) shim_squeeze_Dim(at::Tensor* self, int64_t dim)
{
    return guarded([&] { return own(self->squeeze(dim)); });
}

SHIM(at::Tensor*) shim_expand(at::Tensor* self, const int64_t* size, int64_t size_n, int32_t implicit)
{
    return guarded([&] { return own(self->expand(as_array(size, size_n), implicit != 0)); });
}

SHIM(at::Tensor*) shim_repeat(at::Tensor* self, const int64_t* sizes, int64_t sizes_n)
{
    return guarded([&] { return own(self->repeat(as_array(sizes, sizes_n))); });
}

SHIM(at::Tensor*) shim_repeat_interleave(at::Tensor* self, int64_t repeats, const int64_t* dim)
{
    return guarded([&] { return own(self->repeat_interleave(repeats, maybe(dim))); });
}

SHIM(at::Tensor*) shim_permute(at::Tensor* self, const int64_t* dims, int64_t dims_n)
{
    return guarded([&] { return own(self->permute(as_array(dims, dims_n))); });
}

SHIM(at::Tensor*) shim_transpose(at::Tensor* self, int64_t dim0, int64_t dim1)
{
    return guarded([&] { return own(self->transpose(dim0, dim1)); });
}

SHIM(at::Tensor*) shim_t(at::Tensor* self)
{
    return guarded([&] { return own(self->t()); });
}

SHIM(at::Tensor*) shim_contiguous(at::Tensor* self)
{
    return guarded([&] { return own(self->contiguous()); });
}

SHIM(at::Tensor*) shim_as_strided(at::Tensor* self, const int64_t* size, int64_t size_n, const int64_t* stride, int64_t stride_n, const int64_t* storage_offset)
{
    return guarded([&] { return own(self->as_strided(as_array(size, size_n), as_array(stride, stride_n), maybe(storage_offset))); });
}

SHIM(at::Tensor*) shim_narrow(at::Tensor* self, int64_t dim, int64_t start, int64_t length)
{
    return guarded([&] { return own(self->narrow(dim, start, length)); });
}

SHIM(at::Tensor*) shim_slice(at::Tensor* self, int64_t dim, const int64_t* start, const int64_t* end, int64_t step)
{
    return guarded([&] { return own(self->slice(dim, maybe(start), maybe(end), step)); });
}

SHIM(at::Tensor*) shim_select(at::Tensor* self, int64_t dim, int64_t index)
{
    return guarded([&] { return own(self->select(dim, index)); });
}

SHIM(at::Tensor*) shim_index_select(at::Tensor* self, int64_t dim, at::Tensor* index)
{
    return guarded([&] { return own(self->index_select(dim, *index)); });
}

SHIM(at::Tensor*) shim_index_fill(at::Tensor* self, int64_t dim, at::Tensor* index, ScalarValue value)
{
    return guarded([&] { return own(self->index_fill(dim, *index, as_scalar(value))); });
}

SHIM(int32_t) shim_index_fill_(at::Tensor* self, int64_t dim, at::Tensor* index, ScalarValue value)
{
    return attempt([&] { self->index_fill_(dim, *index, as_scalar(value)); });
}

SHIM(int32_t) shim_index_copy_(at::Tensor* self, int64_t dim, at::Tensor* index, at::Tensor* source)
{
    return attempt([&] { self->index_copy_(dim, *index, *source); });
}

SHIM(int32_t) shim_index_add_(at::Tensor* self, int64_t dim, at::Tensor* index, at::Tensor* source, ScalarValue alpha)
{
    return attempt([&] { self->index_add_(dim, *index, *source, as_scalar(alpha)); });
}

SHIM(at::Tensor*) shim_gather(at::Tensor* self, int64_t dim, at::Tensor* index)
{
    return guarded([&] { return own(self->gather(dim, *index)); });
}

SHIM(int32_t) shim_scatter_(at::Tensor* self, int64_t dim, at::Tensor* index, at::Tensor* source)
{
    return attempt([&] { self->scatter_(dim, *index, *source); });
}

SHIM(int32_t) shim_scatter_add_(at::Tensor* self, int64_t dim, at::Tensor* index, at::Tensor* source)
{
    return attempt([&] { self->scatter_add_(dim, *index, *source); });
}

SHIM(at::Tensor*) shim_masked_fill(at::Tensor* self, at::Tensor* mask, ScalarValue value)
{
    return guarded([&] { return own(self->masked_fill(*mask, as_scalar(value))); });
}

SHIM(int32_t) shim_masked_fill_(at::Tensor* self, at::Tensor* mask, ScalarValue value)
{
    return attempt([&] { self->masked_fill_(*mask, as_scalar(value)); });
}

SHIM(at::Tensor*) shim_masked_select(at::Tensor* self, at::Tensor* mask)
{
    return guarded([&] { return own(self->masked_select(*mask)); });
}

SHIM(at::Tensor*) shim_nonzero(at::Tensor* self)
{
    return guarded([&] { return own(self->nonzero()); });
}

SHIM(at::Tensor*) shim_where(at::Tensor* condition, at::Tensor* self, at::Tensor* other)
{
    return guarded([&] { return own(at::where(*condition, *self, *other)); });
}

SHIM(at::Tensor*) shim_flip(at::Tensor* self, const int64_t* dims, int64_t dims_n)
{
    return guarded([&] { return own(self->flip(as_array(dims, dims_n))); });
}

SHIM(at::Tensor*) shim_rot90(at::Tensor* self, int64_t k, const int64_t* dims, int64_t dims_n)
{
    return guarded([&] { return own(self->rot90(k, as_array(dims, dims_n))); });
}

SHIM(at::Tensor*) shim_roll(at::Tensor* self, const int64_t* shifts, int64_t shifts_n, const int64_t* dims, int64_t dims_n)
{
    return guarded([&] { return own(self->roll(as_array(shifts, shifts_n), as_array(dims, dims_n))); });
}

SHIM(at::Tensor*) shim_tril(at::Tensor* self, int64_t diagonal)
{
    return guarded([&] { return own(self->tril(diagonal)); });
}

SHIM(at::Tensor*) shim_triu(at::Tensor* self, int64_t diagonal)
{
    return guarded([&] { return own(self->triu(diagonal)); });
}

SHIM(at::Tensor*) shim_diagonal(at::Tensor* self, int64_t offset, int64_t dim1, int64_t dim2)
{
    return guarded([&] { return own(self->diagonal(offset, dim1, dim2)); });
}

SHIM(at::Tensor*) shim_unfold(at::Tensor* self, int64_t dimension, int64_t size, int64_t step)
{
    return guarded([&] { return own(self->unfold(dimension, size, step)); });
}

SHIM(at::Tensor*) shim_cat(at::Tensor* const* tensors, int64_t tensors_n, int64_t dim)
{
    return guarded([&] { return own(at::cat(as_list(tensors, tensors_n), dim)); });
}

SHIM(at::Tensor*) shim_stack(at::Tensor* const* tensors, int64_t tensors_n, int64_t dim)
{
    return guarded([&] { return own(at::stack(as_list(tensors, tensors_n), dim)); });
}

SHIM(TensorVector*) shim_split(at::Tensor* self, int64_t size, int64_t dim)
{
    return guarded([&] { return own(self->split(size, dim)); });
}

SHIM(TensorVector*) shim_split_with_sizes(at::Tensor* self, const int64_t* sizes, int64_t sizes_n, int64_t dim)
{
    return guarded([&] { return own(self->split_with_sizes(as_array(sizes, sizes_n), dim)); });
}

SHIM(TensorVector*) shim_chunk(at::Tensor* self, int64_t chunks, int64_t dim)
{
    return guarded([&] { return own(self->chunk(chunks, dim)); });
}

SHIM(TensorVector*) shim_unbind(at::Tensor* self, int64_t dim)
{
    return guarded([&] { return own(self->unbind(dim)); });
}

SHIM(at::Tensor*) shim_clone(at::Tensor* self)
{
    return guarded([&] { return own(self->clone()); });
}

SHIM(at::Tensor*) shim_detach(at::Tensor* self)
{
    return guarded([&] { return own(self->detach()); });
}

SHIM(int32_t) shim_detach_(at::Tensor* self)
{
    return attempt([&] { self->detach_(); });
}

SHIM(at::Tensor*) shim_to(at::Tensor* self, int32_t device, int32_t device_index, int32_t dtype, int32_t non_blocking, int32_t copy)
{
    return guarded([&] { return own(self->to(as_device(device, device_index), as_type(dtype), non_blocking != 0, copy != 0)); });
}

SHIM(at::Tensor*) shim_pin_memory(at::Tensor* self)
{
    return guarded([&] { return own(self->pin_memory()); });
}

// Random

SHIM(at::Tensor*) shim_bernoulli(at::Tensor* self, at::Generator* generator)
{
    return guarded([&] { return own(self->bernoulli(maybe(generator))); });
}

SHIM(int32_t) shim_bernoulli_(at::Tensor* self, double p, at::Generator* generator)
{
    return attempt([&] { self->bernoulli_(p, maybe(generator)); });
}

SHIM(int32_t) shim_bernoulli__Tensor(at::Tensor* self, at::Tensor* p, at::Generator* generator)
{
    return attempt([&] { self->bernoulli_(*p, maybe(generator)); });
}

SHIM(int32_t) shim_normal_(at::Tensor* self, double mean, double std, at::Generator* generator)
{
    return attempt([&] { self->normal_(mean, std, maybe(generator)); });
}

SHIM(int32_t) shim_uniform_(at::Tensor* self, double from, double to, at::Generator* generator)
{
    return attempt([&] { self->uniform_(from, to, maybe(generator)); });
}

SHIM(int32_t) shim_random_(at::Tensor* self, int64_t from, int64_t to, at::Generator* generator)
{
    return attempt([&] { self->random_(from, to, maybe(generator)); });
}

SHIM(int32_t) shim_exponential_(at::Tensor* self, double lambda, at::Generator* generator)
{
    return attempt([&] { self->exponential_(lambda, maybe(generator)); });
}

SHIM(at::Tensor*) shim_multinomial(at::Tensor* self, int64_t num_samples, int32_t replacement, at::Generator* generator)
{
    return guarded([&] { return own(self->multinomial(num_samples, replacement != 0, maybe(generator))); });
}

// Network

SHIM(at::Tensor*) shim_linear(at::Tensor* input, at::Tensor* weight, at::Tensor* bias)
{
    return guarded([&] { return own(at::linear(*input, *weight, maybe(bias))); });
}

SHIM(at::Tensor*) shim_conv2d(at::Tensor* input, at::Tensor* weight, at::Tensor* bias, const int64_t* stride, int64_t stride_n, const int64_t* padding, int64_t padding_n, const int64_t* dilation, int64_t dilation_n, int64_t groups)
{
    return guarded([&] { return own(at::conv2d(*input, *weight, maybe(bias), as_array(stride, stride_n), as_array(padding, padding_n), as_array(dilation, dilation_n), groups)); });
}

SHIM(at::Tensor*) shim_conv_transpose2d(at::Tensor* input, at::Tensor* weight, at::Tensor* bias, const int64_t* stride, int64_t stride_n, const int64_t* padding, int64_t padding_n, const int64_t* output_padding, int64_t output_padding_n, int64_t groups, const int64_t* dilation, int64_t dilation_n)
{
    return guarded([&] { return own(at::conv_transpose2d(*input, *weight, maybe(bias), as_array(stride, stride_n), as_array(padding, padding_n), as_array(output_padding, output_padding_n), groups, as_array(dilation, dilation_n))); });
}

SHIM(at::Tensor*) shim_max_pool2d(at::Tensor* input, const int64_t* kernel_size, int64_t kernel_size_n, const int64_t* stride, int64_t stride_n, const int64_t* padding, int64_t padding_n, const int64_t* dilation, int64_t dilation_n, int32_t ceil_mode)
{
    return guarded([&] { return own(at::max_pool2d(*input, as_array(kernel_size, kernel_size_n), as_array(stride, stride_n), as_array(padding, padding_n), as_array(dilation, dilation_n), ceil_mode != 0)); });
}

SHIM(int32_t) shim_max_pool2d_with_indices(at::Tensor* input, const int64_t* kernel_size, int64_t kernel_size_n, const int64_t* stride, int64_t stride_n, const int64_t* padding, int64_t padding_n, const int64_t* dilation, int64_t dilation_n, int32_t ceil_mode, at::Tensor** result0, at::Tensor** result1)
{
    return attempt([&] {
        auto results = at::max_pool2d_with_indices(*input, as_array(kernel_size, kernel_size_n), as_array(stride, stride_n), as_array(padding, padding_n), as_array(dilation, dilation_n), ceil_mode != 0);
        *result0 = own(std::get<0>(std::move(results)));
        *result1 = own(std::get<1>(std::move(results)));
    });
}

SHIM(at::Tensor*) shim_avg_pool2d(at::Tensor* input, const int64_t* kernel_size, int64_t kernel_size_n, const int64_t* stride, int64_t stride_n, const int64_t* padding, int64_t padding_n, int32_t ceil_mode, int32_t count_include_pad, const int64_t* divisor_override)
{
    return guarded([&] { return own(at::avg_pool2d(*input, as_array(kernel_size, kernel_size_n), as_array(stride, stride_n), as_array(padding, padding_n), ceil_mode != 0, count_include_pad != 0, maybe(divisor_override))); });
}

SHIM(at::Tensor*) shim_adaptive_avg_pool2d(at::Tensor* input, const int64_t* output_size, int64_t output_size_n)
{
    return guarded([&] { return own(at::adaptive_avg_pool2d(*input, as_array(output_size, output_size_n))); });
}

SHIM(at::Tensor*) shim_upsample_nearest2d(at::Tensor* input, const int64_t* output_size, int64_t output_size_n, const double* scale_factors, int64_t scale_factors_n)
{
    return guarded([&] { return own(at::upsample_nearest2d(*input, maybe(output_size, output_size_n), maybe(scale_factors, scale_factors_n))); });
}

SHIM(at::Tensor*) shim_upsample_bilinear2d(at::Tensor* input, const int64_t* output_size, int64_t output_size_n, int32_t align_corners, const double* scale_factors, int64_t scale_factors_n)
{
    return guarded([&] { return own(at::upsample_bilinear2d(*input, maybe(output_size, output_size_n), align_corners != 0, maybe(scale_factors, scale_factors_n))); });
}

SHIM(at::Tensor*) shim_im2col(at::Tensor* input, const int64_t* kernel_size, int64_t kernel_size_n, const int64_t* dilation, int64_t dilation_n, const int64_t* padding, int64_t padding_n, const int64_t* stride, int64_t stride_n)
{
    return guarded([&] { return own(at::im2col(*input, as_array(kernel_size, kernel_size_n), as_array(dilation, dilation_n), as_array(padding, padding_n), as_array(stride, stride_n))); });
}

SHIM(at::Tensor*) shim_col2im(at::Tensor* input, const int64_t* output_size, int64_t output_size_n, const int64_t* kernel_size, int64_t kernel_size_n, const int64_t* dilation, int64_t dilation_n, const int64_t* padding, int64_t padding_n, const int64_t* stride, int64_t stride_n)
{
    return guarded([&] { return own(at::col2im(*input, as_array(output_size, output_size_n), as_array(kernel_size, kernel_size_n), as_array(dilation, dilation_n), as_array(padding, padding_n), as_array(stride, stride_n))); });
}

SHIM(at::Tensor*) shim_constant_pad_nd(at::Tensor* input, const int64_t* padding, int64_t padding_n, ScalarValue value)
{
    return guarded([&] { return own(at::constant_pad_nd(*input, as_array(padding, padding_n), as_scalar(value))); });
}

SHIM(at::Tensor*) shim_batch_norm(at::Tensor* input, at::Tensor* weight, at::Tensor* bias, at::Tensor* running_mean, at::Tensor* running_var, int32_t training, double momentum, double eps, int32_t cudnn_enabled)
{
    return guarded([&] { return own(at::batch_norm(*input, maybe(weight), maybe(bias), maybe(running_mean), maybe(running_var), training != 0, momentum, eps, cudnn_enabled != 0)); });
}

SHIM(at::Tensor*) shim_dropout(at::Tensor* input, double p, int32_t train)
{
    return guarded([&] { return own(at::dropout(*input, p, train != 0)); });
}

SHIM(at::Tensor*) shim_softmax(at::Tensor* self, int64_t dim, int32_t dtype)
{
    return guarded([&] { return own(self->softmax(dim, maybe_type(dtype))); });
}

SHIM(at::Tensor*) shim_log_softmax(at::Tensor* self, int64_t dim, int32_t dtype)
{
    return guarded([&] { return own(self->log_softmax(dim, maybe_type(dtype))); });
}

SHIM(at::Tensor*) shim_one_hot(at::Tensor* input, int64_t num_classes)
{
    return guarded([&] { return own(at::one_hot(*input, num_classes)); });
}

// Loss

SHIM(at::Tensor*) shim_mse_loss(at::Tensor* input, at::Tensor* target, int64_t reduction)
{
    return guarded([&] { return own(at::mse_loss(*input, *target, reduction)); });
}

SHIM(at::Tensor*) shim_l1_loss(at::Tensor* input, at::Tensor* target, int64_t reduction)
{
    return guarded([&] { return own(at::l1_loss(*input, *target, reduction)); });
}

SHIM(at::Tensor*) shim_binary_cross_entropy(at::Tensor* input, at::Tensor* target, at::Tensor* weight, int64_t reduction)
{
    return guarded([&] { return own(at::binary_cross_entropy(*input, *target, maybe(weight), reduction)); });
}

SHIM(at::Tensor*) shim_binary_cross_entropy_with_logits(at::Tensor* input, at::Tensor* target, at::Tensor* weight, at::Tensor* pos_weight, int64_t reduction)
{
    return guarded([&] { return own(at::binary_cross_entropy_with_logits(*input, *target, maybe(weight), maybe(pos_weight), reduction)); });
}

SHIM(at::Tensor*) shim_cross_entropy_loss(at::Tensor* input, at::Tensor* target, at::Tensor* weight, int64_t reduction, int64_t ignore_index, double label_smoothing)
{
    return guarded([&] { return own(at::cross_entropy_loss(*input, *target, maybe(weight), reduction, ignore_index, label_smoothing)); });
}

SHIM(at::Tensor*) shim_nll_loss(at::Tensor* input, at::Tensor* target, at::Tensor* weight, int64_t reduction, int64_t ignore_index)
{
    return guarded([&] { return own(at::nll_loss(*input, *target, maybe(weight), reduction, ignore_index)); });
}
