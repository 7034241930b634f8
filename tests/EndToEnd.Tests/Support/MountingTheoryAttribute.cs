namespace Sweep.EndToEnd.Tests.Support;

/// <summary>A theory that is skipped, and says so, where this user may not mount a file system.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MountingTheoryAttribute : TheoryAttribute
{
    public MountingTheoryAttribute() => Skip = BadDisk.MayMount ? null : "This user may not mount a file system.";
}
