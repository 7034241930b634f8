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

SHIM(at::Tensor*) shim_rand(const int64_t* size, int64_t size_n, at::Generator* generator, int32_t dtype, int32_t device, int32_t device_index)
{
    return guarded([&] { return own(at::rand(as_array(size, size_n), maybe(generator), as_options(dtype, device, device_index))); });
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

// Arithmetic

SHIM(at::Tensor*) shim_add(at::Tensor* self, at::Tensor* other, ScalarValue alpha)
{
    return guarded([&] { return own(self->add(*other, as_scalar(alpha))); });
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

SHIM(at::Tensor*) shim_mul_Scalar(at::Tensor* self, ScalarValue other)
{
    return guarded([&] { return own(self->mul(as_scalar(other))); });
}

SHIM(int32_t) shim_mul__Scalar(at::Tensor* self, ScalarValue other)
{
    return attempt([&] { self->mul_(as_scalar(other)); });
}

SHIM(int32_t) shim_div__Scalar(at::Tensor* self, ScalarValue other)
{
    return attempt([&] { self->div_(as_scalar(other)); });
}

SHIM(int32_t) shim_addcmul_(at::Tensor* self, at::Tensor* tensor1, at::Tensor* tensor2, ScalarValue value)
{
    return attempt([&] { self->addcmul_(*tensor1, *tensor2, as_scalar(value)); });
}

SHIM(int32_t) shim_addcdiv_(at::Tensor* self, at::Tensor* tensor1, at::Tensor* tensor2, ScalarValue value)
{
    return attempt([&] { self->addcdiv_(*tensor1, *tensor2, as_scalar(value)); });
}

SHIM(at::Tensor*) shim_pow_Scalar(at::Tensor* self, ScalarValue exponent)
{
    return guarded([&] { return own(self->pow(as_scalar(exponent))); });
}

SHIM(int32_t) shim_zero_(at::Tensor* self)
{
    return attempt([&] { self->zero_(); });
}

SHIM(int32_t) shim_copy_(at::Tensor* self, at::Tensor* source, int32_t non_blocking)
{
    return attempt([&] { self->copy_(*source, non_blocking != 0); });
}

SHIM(int32_t) shim_clamp_(at::Tensor* self, ScalarValue min, ScalarValue max)
{
    return attempt([&] { self->clamp_(maybe(min), maybe(max)); });
}

// Pointwise

SHIM(at::Tensor*) shim_abs(at::Tensor* self)
{
    return guarded([&] { return own(self->abs()); });
}

SHIM(at::Tensor*) shim_sqrt(at::Tensor* self)
{
    return guarded([&] { return own(self->sqrt()); });
}

SHIM(at::Tensor*) shim_sigmoid(at::Tensor* self)
{
    return guarded([&] { return own(self->sigmoid()); });
}

SHIM(at::Tensor*) shim_relu(at::Tensor* self)
{
    return guarded([&] { return own(self->relu()); });
}

SHIM(int32_t) shim_relu_(at::Tensor* self)
{
    return attempt([&] { self->relu_(); });
}

// Comparison

SHIM(at::Tensor*) shim_eq(at::Tensor* self, at::Tensor* other)
{
    return guarded([&] { return own(self->eq(*other)); });
}

SHIM(at::Tensor*) shim_lt_Scalar(at::Tensor* self, ScalarValue other)
{
    return guarded([&] { return own(self->lt(as_scalar(other))); });
}

SHIM(at::Tensor*) shim_ge_Scalar(at::Tensor* self, ScalarValue other)
{
    return guarded([&] { return own(self->ge(as_scalar(other))); });
}

// Reduction

SHIM(at::Tensor*) shim_sum(at::Tensor* self, int32_t dtype)
{
    return guarded([&] { return own(self->sum(maybe_type(dtype))); });
}

SHIM(at::Tensor*) shim_mean_Dim(at::Tensor* self, const int64_t* dim, int64_t dim_n, int32_t keepdim, int32_t dtype)
{
    return guarded([&] { return own(self->mean(maybe(dim, dim_n), keepdim != 0, maybe_type(dtype))); });
}

SHIM(at::Tensor*) shim_max(at::Tensor* self)
{
    return guarded([&] { return own(self->max()); });
}

SHIM(at::Tensor*) shim_argmax(at::Tensor* self, const int64_t* dim, int32_t keepdim)
{
    return guarded([&] { return own(self->argmax(maybe(dim), keepdim != 0)); });
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

SHIM(int32_t) shim_addmm_(at::Tensor* self, at::Tensor* mat1, at::Tensor* mat2, ScalarValue beta, ScalarValue alpha)
{
    return attempt([&] { self->addmm_(*mat1, *mat2, as_scalar(beta), as_scalar(alpha)); });
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

SHIM(at::Tensor*) shim_expand(at::Tensor* self, const int64_t* size, int64_t size_n, int32_t implicit)
{
    return guarded([&] { return own(self->expand(as_array(size, size_n), implicit != 0)); });
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

SHIM(at::Tensor*) shim_narrow(at::Tensor* self, int64_t dim, int64_t start, int64_t length)
{
    return guarded([&] { return own(self->narrow(dim, start, length)); });
}

SHIM(at::Tensor*) shim_index_select(at::Tensor* self, int64_t dim, at::Tensor* index)
{
    return guarded([&] { return own(self->index_select(dim, *index)); });
}

SHIM(at::Tensor*) shim_where(at::Tensor* condition, at::Tensor* self, at::Tensor* other)
{
    return guarded([&] { return own(at::where(*condition, *self, *other)); });
}

SHIM(at::Tensor*) shim_flip(at::Tensor* self, const int64_t* dims, int64_t dims_n)
{
    return guarded([&] { return own(self->flip(as_array(dims, dims_n))); });
}

SHIM(at::Tensor*) shim_detach(at::Tensor* self)
{
    return guarded([&] { return own(self->detach()); });
}

SHIM(at::Tensor*) shim_to(at::Tensor* self, int32_t device, int32_t device_index, int32_t dtype, int32_t non_blocking, int32_t copy)
{
    return guarded([&] { return own(self->to(as_device(device, device_index), as_type(dtype), non_blocking != 0, copy != 0)); });
}

// Random

SHIM(int32_t) shim_normal_(at::Tensor* self, double mean, double std, at::Generator* generator)
{
    return attempt([&] { self->normal_(mean, std, maybe(generator)); });
}

SHIM(int32_t) shim_uniform_(at::Tensor* self, double from, double to, at::Generator* generator)
{
    return attempt([&] { self->uniform_(from, to, maybe(generator)); });
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

// Loss

SHIM(at::Tensor*) shim_mse_loss(at::Tensor* input, at::Tensor* target, int64_t reduction)
{
    return guarded([&] { return own(at::mse_loss(*input, *target, reduction)); });
}

SHIM(at::Tensor*) shim_binary_cross_entropy(at::Tensor* input, at::Tensor* target, at::Tensor* weight, int64_t reduction)
{
    return guarded([&] { return own(at::binary_cross_entropy(*input, *target, maybe(weight), reduction)); });
}

SHIM(at::Tensor*) shim_cross_entropy_loss(at::Tensor* input, at::Tensor* target, at::Tensor* weight, int64_t reduction, int64_t ignore_index, double label_smoothing)
{
    return guarded([&] { return own(at::cross_entropy_loss(*input, *target, maybe(weight), reduction, ignore_index, label_smoothing)); });
}
