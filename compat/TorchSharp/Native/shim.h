// What every function of the shim shares: how values cross the border, and how exceptions become an error text.
//
// A function returns a pointer or a status; null or 0 means that it failed, and shim_last_error() says why.
// Tensors cross as at::Tensor*, owned by the caller until shim_tensor_free.
#pragma once

#include <ATen/ATen.h>

#include <string>
#include <vector>

#define SHIM(type) extern "C" __attribute__((visibility("default"))) type

namespace shim {

template <class T>
using Optional = c10::optional<T>;

enum class ScalarKind : int32_t { None = 0, Integer = 1, Real = 2, Boolean = 3 };

// Mirrors ScalarValue in Interop/ScalarValue.cs.
struct ScalarValue {
    union {
        int64_t integer;
        double real;
    };
    ScalarKind kind;
};

using TensorVector = std::vector<at::Tensor>;

void set_error(const char* message);

template <class F>
auto guarded(F body) -> decltype(body())
{
    try {
        return body();
    } catch (const c10::Error& error) {
        set_error(error.what_without_backtrace());
    } catch (const std::exception& error) {
        set_error(error.what());
    } catch (...) {
        set_error("libtorch threw something that is not an exception");
    }
    return {};
}

template <class F>
int32_t attempt(F body)
{
    return guarded([&] { body(); return int32_t{1}; });
}

inline at::Tensor* own(at::Tensor&& tensor) { return new at::Tensor(std::move(tensor)); }
inline at::Tensor* own(const at::Tensor& tensor) { return new at::Tensor(tensor); }
inline TensorVector* own(TensorVector&& tensors) { return new TensorVector(std::move(tensors)); }

inline at::Scalar as_scalar(ScalarValue value)
{
    switch (value.kind) {
    case ScalarKind::Integer: return at::Scalar(value.integer);
    case ScalarKind::Boolean: return at::Scalar(value.integer != 0);
    default: return at::Scalar(value.real);
    }
}

inline Optional<at::Scalar> maybe(ScalarValue value)
{
    return value.kind == ScalarKind::None ? Optional<at::Scalar>() : Optional<at::Scalar>(as_scalar(value));
}

template <class T>
Optional<T> maybe(const T* value) { return value ? Optional<T>(*value) : Optional<T>(); }

inline at::IntArrayRef as_array(const int64_t* values, int64_t count) { return at::IntArrayRef(values, count); }

inline at::OptionalIntArrayRef maybe(const int64_t* values, int64_t count)
{
    return values ? at::OptionalIntArrayRef(at::IntArrayRef(values, count)) : at::OptionalIntArrayRef();
}

inline TensorVector as_list(at::Tensor* const* tensors, int64_t count)
{
    TensorVector result;
    result.reserve(count);
    for (int64_t i = 0; i < count; i++) {
        result.push_back(tensors[i] ? *tensors[i] : at::Tensor());
    }
    return result;
}

inline at::ScalarType as_type(int32_t value) { return static_cast<at::ScalarType>(value); }

inline Optional<at::ScalarType> maybe_type(int32_t value)
{
    return value < 0 ? Optional<at::ScalarType>() : Optional<at::ScalarType>(as_type(value));
}

inline at::Device as_device(int32_t kind, int32_t index)
{
    return at::Device(static_cast<at::DeviceType>(kind), static_cast<at::DeviceIndex>(index));
}

inline at::TensorOptions as_options(int32_t dtype, int32_t kind, int32_t index)
{
    return at::TensorOptions().dtype(as_type(dtype)).device(as_device(kind, index));
}

}
