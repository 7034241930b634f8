using Sweep.Deploy.Tests.Support;

namespace Sweep.Deploy.Tests.K8s;

/// <summary>Every kind of pod of every overlay.</summary>
public sealed class AllPods : TheoryData<string, string>
{
    public AllPods()
    {
        foreach (var overlay in Overlay.All)
        {
            foreach (var pod in overlay.Pods)
            {
                Add(overlay.Name, pod.Owner.Name);
            }
        }
    }

    public static Pod Of(string overlay, string name) => Overlay.Load(overlay).Pods.Single(pod => pod.Owner.Name == name);
}
