using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Moves modules, with all that they hold, to a device or another element type.</summary>
public static class ModuleExtensionMethods
{
    public static T to<T>(this T module, Device device) where T : nn.Module => (T)module.Move(tensor => Leaf(tensor, tensor.to(device)));

    public static T to<T>(this T module, string device) where T : nn.Module => module.to(new Device(device));

    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1) where T : nn.Module =>
        module.to(new Device(deviceType, deviceIndex));

    public static T to<T>(this T module, ScalarType type) where T : nn.Module =>
        (T)module.Move(tensor => tensor.is_floating_point() ? Leaf(tensor, tensor.to(type)) : tensor.alias());

    public static T to<T>(this T module, Device device, ScalarType type) where T : nn.Module => module.to(device).to(type);

    public static T cpu<T>(this T module) where T : nn.Module => module.to(CPU);

    public static T cuda<T>(this T module, int deviceIndex = -1) where T : nn.Module => module.to(DeviceType.CUDA, deviceIndex);

    private static Tensor Leaf(Tensor before, Tensor moved)
    {
        if (before.requires_grad)
        {
            using (moved)
            {
                return moved.detach().requires_grad_();
            }
        }
        return moved;
    }
}
