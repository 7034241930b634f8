using System.Reflection;
using System.Runtime.InteropServices;

namespace Sweep.Coordinator.Results;

/// <summary>Prefers the distribution's SQLite, which gets its fixes, to the older one that came with the package.</summary>
public static class SystemSqlite
{
    private const string Bundled = "e_sqlite3";

    private static readonly Lazy<bool> Chosen = new(() =>
    {
        if (BundledIsLoaded())
        {
            return false;
        }

        try
        {
            NativeLibrary.SetDllImportResolver(typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly, Resolve);
        }
        catch (InvalidOperationException)
        {
            // A process has one resolver for it, and the journal, which wants the same library, came first.
        }

        SQLitePCL.Batteries_V2.Init();
        return true;
    });

    /// <summary>To be called before the first connection; later calls do nothing.</summary>
    public static void Use() => _ = Chosen.Value;

    /// <summary>True once somebody has used the bundled one: functions of two libraries must not meet in one process.</summary>
    private static bool BundledIsLoaded() =>
        OperatingSystem.IsLinux() && File.ReadLines("/proc/self/maps").Any(line => line.Contains("lib" + Bundled, StringComparison.Ordinal));

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == Bundled && NativeLibrary.TryLoad("libsqlite3.so.0", out var handle) ? handle : nint.Zero;
}
