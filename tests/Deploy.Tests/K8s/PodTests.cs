using Sweep.Deploy.Tests.Support;
using Sweep.Models.DataSets;

namespace Sweep.Deploy.Tests.K8s;

public sealed class PodTests
{
    [Theory, ClassData(typeof(AllPods))]
    public void It_runs_as_an_ordinary_user(string overlay, string name)
    {
        var pod = AllPods.Of(overlay, name);
        Assert.Equal("true", pod.Spec.Text("securityContext", "runAsNonRoot"));
        Assert.True(int.Parse(pod.Spec.Text("securityContext", "runAsUser")!) > 0);
        Assert.Equal(pod.Spec.Text("securityContext", "runAsUser"), pod.Spec.Text("securityContext", "fsGroup"));
        Assert.Equal("RuntimeDefault", pod.Spec.Text("securityContext", "seccompProfile", "type"));
        Assert.Equal("false", pod.Container.Text("securityContext", "allowPrivilegeEscalation"));
        Assert.Equal(["ALL"], pod.Container.Texts("securityContext", "capabilities", "drop"));
        Assert.Equal("false", pod.Spec.Text("automountServiceAccountToken"));
    }

    [Theory, ClassData(typeof(AllPods))]
    public void It_writes_only_to_volumes(string overlay, string name)
    {
        var pod = AllPods.Of(overlay, name);
        Assert.Equal("true", pod.Container.Text("securityContext", "readOnlyRootFilesystem"));
        string[] written = ["SWEEP_ROOT", "XDG_CACHE_HOME", "PGDATA"];
        Assert.All(written.Select(pod.Variable).OfType<string>(), path => Assert.True(pod.MayWrite(path), path));
        Assert.True(pod.MayWrite("/tmp"));
        Assert.Contains(pod.Mounts, mount => mount is { Path: "/run/secrets/sweep", IsReadOnly: true });
    }

    /// <summary>On a fresh volume there is none but what Sweep itself makes: the cache, and what comes from other machines.</summary>
    [Theory, ClassData(typeof(AllPods))]
    public void It_names_no_folder_of_data_sets_that_nobody_makes(string overlay, string name) =>
        Assert.Null(AllPods.Of(overlay, name).Variable(DataSetOptions.FolderVariable));

    [Theory, ClassData(typeof(AllPods))]
    public void Every_volume_is_mounted_and_every_mount_is_a_volume(string overlay, string name)
    {
        var pod = AllPods.Of(overlay, name);
        var volumes = pod.Spec.Items("volumes").Select(volume => volume.Text("name"))
            .Concat(pod.Owner.Root.Items("spec", "volumeClaimTemplates").Select(claim => claim.Text("metadata", "name")));
        Assert.Equal(volumes.Order(), pod.Mounts.Select(mount => mount.Volume).Order());

        var claims = Overlay.Load(overlay).OfKind("PersistentVolumeClaim").Select(claim => claim.Name).ToList();
        Assert.All(
            pod.Spec.Items("volumes").Select(volume => volume.Text("persistentVolumeClaim", "claimName")).OfType<string>(),
            claim => Assert.Contains(claim, claims));
    }

    [Theory, ClassData(typeof(AllPods))]
    public void It_may_use_only_so_much(string overlay, string name)
    {
        var resources = AllPods.Of(overlay, name).Container.At("resources");
        Assert.All(["cpu", "memory"], resource =>
        {
            Assert.NotNull(resources.Text("requests", resource));
            Assert.NotNull(resources.Text("limits", resource));
        });

        // Memory that is promised is there: a training that is killed for memory has used more than its limit, not met others.
        Assert.True(name == "sweep-coordinator" || resources.Text("requests", "memory") == resources.Text("limits", "memory"));
    }

    [Theory, ClassData(typeof(AllPods))]
    public void Its_labels_are_those_that_it_is_selected_by(string overlay, string name)
    {
        var pod = AllPods.Of(overlay, name);
        Assert.Subset(pod.Labels.ToHashSet(), pod.Owner.Root.Map("spec", "selector", "matchLabels").ToHashSet());
        Assert.Equal("sweep", pod.Labels["app.kubernetes.io/part-of"]);
    }
}
