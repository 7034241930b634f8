using System.Reflection;
using System.Runtime.InteropServices;

namespace Akka.Persistence.Sql;

/// <summary>Prefers the distribution's SQLite, which gets its fixes, to the one that came with the package.</summary>
internal static class SystemSqlite
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
            // Somebody else has chosen for the whole process.
        }

        SQLitePCL.Batteries_V2.Init();
        return true;
    });

    /// <summary>Before the first connection.</summary>
    public static void Use() => _ = Chosen.Value;

    /// <summary>True once somebody has used the bundled one: functions of two libraries must not meet in one process.</summary>
    private static bool BundledIsLoaded() =>
        OperatingSystem.IsLinux() && File.ReadLines("/proc/self/maps").Any(line => line.Contains("lib" + Bundled, StringComparison.Ordinal));

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == Bundled && NativeLibrary.TryLoad("libsqlite3.so.0", out var handle) ? handle : nint.Zero;
}
