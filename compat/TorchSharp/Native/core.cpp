// What is not an operation on tensors: their life, their memory, gradients, generators, threads and devices.
#include "shim.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/version.h>

#include <dlfcn.h>

#include <cstdlib>
#include <cstring>
#include <mutex>

using namespace shim;

namespace {

thread_local std::string last_error;

// Each slot trains on a thread of its own: a BLAS that starts threads too would have them fight for the same cores.
__attribute__((constructor)) void keep_blas_single_threaded()
{
    if (std::getenv("OPENBLAS_NUM_THREADS")) {
        return;
    }
    if (auto set = reinterpret_cast<void (*)(int)>(dlsym(RTLD_DEFAULT, "openblas_set_num_threads"))) {
        set(1);
    }
}

size_t element_size(int32_t dtype) { return c10::elementSize(as_type(dtype)); }

}

void shim::set_error(const char* message) { last_error = message; }

SHIM(const char*) shim_last_error() { return last_error.c_str(); }

SHIM(const char*) shim_version() { return TORCH_VERSION; }

// The life of a tensor

SHIM(void) shim_tensor_free(at::Tensor* self) { delete self; }

SHIM(at::Tensor*) shim_tensor_from_data(const void* data, const int64_t* sizes, int64_t sizes_n, int32_t dtype)
{
    return guarded([&] {
        auto tensor = at::empty(as_array(sizes, sizes_n), as_type(dtype));
        if (tensor.numel() > 0) {
            std::memcpy(tensor.data_ptr(), data, tensor.numel() * element_size(dtype));
        }
        return own(std::move(tensor));
    });
}

SHIM(int64_t) shim_tensors_count(TensorVector* tensors) { return static_cast<int64_t>(tensors->size()); }

SHIM(at::Tensor*) shim_tensors_get(TensorVector* tensors, int64_t index)
{
    return guarded([&] { return own(tensors->at(index)); });
}

SHIM(void) shim_tensors_free(TensorVector* tensors) { delete tensors; }

// What a tensor is

SHIM(int64_t) shim_tensor_ndim(at::Tensor* self) { return self->dim(); }
SHIM(int64_t) shim_tensor_numel(at::Tensor* self) { return self->numel(); }
SHIM(int64_t) shim_tensor_element_size(at::Tensor* self) { return self->element_size(); }
SHIM(const int64_t*) shim_tensor_sizes(at::Tensor* self) { return self->sizes().data(); }
SHIM(const int64_t*) shim_tensor_strides(at::Tensor* self) { return self->strides().data(); }
SHIM(int32_t) shim_tensor_dtype(at::Tensor* self) { return static_cast<int32_t>(self->scalar_type()); }
SHIM(int32_t) shim_tensor_device_type(at::Tensor* self) { return static_cast<int32_t>(self->device().type()); }
SHIM(int32_t) shim_tensor_device_index(at::Tensor* self) { return static_cast<int32_t>(self->device().index()); }
SHIM(int32_t) shim_tensor_is_contiguous(at::Tensor* self) { return self->is_contiguous(); }

SHIM(int32_t) shim_tensor_data(at::Tensor* self, void** data)
{
    return attempt([&] { *data = self->data_ptr(); });
}

SHIM(int32_t) shim_tensor_item(at::Tensor* self, ScalarValue* value)
{
    return attempt([&] {
        auto item = self->item();
        if (item.isBoolean()) {
            value->kind = ScalarKind::Boolean;
            value->integer = item.toBool();
        } else if (item.isIntegral(false)) {
            value->kind = ScalarKind::Integer;
            value->integer = item.toLong();
        } else {
            value->kind = ScalarKind::Real;
            value->real = item.toDouble();
        }
    });
}

// Gradients

SHIM(int32_t) shim_tensor_set_requires_grad(at::Tensor* self, int32_t requires_grad)
{
    return attempt([&] { self->set_requires_grad(requires_grad != 0); });
}

SHIM(TensorVector*) shim_autograd_grad(
    at::Tensor* const* outputs, int64_t outputs_n, at::Tensor* const* inputs, int64_t inputs_n,
    at::Tensor* const* grads, int64_t grads_n, int32_t retain_graph, int32_t create_graph, int32_t allow_unused)
{
    return guarded([&] {
        return own(torch::autograd::grad(
            as_list(outputs, outputs_n), as_list(inputs, inputs_n), as_list(grads, grads_n),
            retain_graph != 0, create_graph != 0, allow_unused != 0));
    });
}

SHIM(int32_t) shim_grad_mode() { return at::GradMode::is_enabled(); }

SHIM(void) shim_set_grad_mode(int32_t enabled) { at::GradMode::set_enabled(enabled != 0); }

// Generators

SHIM(at::Generator*) shim_generator_new(uint64_t seed, int32_t kind, int32_t index)
{
    return guarded([&] {
        auto where = as_device(kind, index);
        auto generator = where.is_cpu()
            ? at::detail::createCPUGenerator(seed)
            : at::globalContext().defaultGenerator(where).clone();
        std::lock_guard<std::mutex> lock(generator.mutex());
        generator.set_current_seed(seed);
        return new at::Generator(std::move(generator));
    });
}

SHIM(void) shim_generator_free(at::Generator* self) { delete self; }

// Threads and devices

SHIM(int32_t) shim_set_num_threads(int32_t threads)
{
    return attempt([&] { at::set_num_threads(threads); });
}

SHIM(int32_t) shim_cuda_device_count()
{
    return guarded([&] { return at::hasCUDA() ? static_cast<int32_t>(at::getNumGPUs()) : 0; });
}
