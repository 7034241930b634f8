using System.Globalization;
using Akka.Actor.Setup;
using Akka.Hosting;
using Akka.Hosting.Coordination;

namespace Sweep.Coordinator.Leases;

/// <summary>A <see cref="StoreLease"/> as part of an actor system's configuration.</summary>
/// <param name="name">What it is called in the store.</param>
public sealed class StoreLeaseOption(string name) : LeaseOptionBase
{
    /// <summary>For how long a coordinator that died keeps others waiting.</summary>
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(1.5);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public string Name { get; } = name;

    public override string ConfigPath => $"sweep.leases.{Name}";

    public override Type Class => typeof(StoreLease);

    public override void Apply(AkkaConfigurationBuilder builder, Setup? setup = null) => builder.AddHocon(
        $"""
        {ConfigPath}.lease-class = "{Class.FullName}, {Class.Assembly.GetName().Name}"
        {ConfigPath}.{StoreLease.NameSetting} = {Name}
        {ConfigPath}.heartbeat-timeout = {Milliseconds(Duration)}
        {ConfigPath}.heartbeat-interval = {Milliseconds(RenewEvery)}
        {ConfigPath}.lease-operation-timeout = {Milliseconds(Patience)}
        """,
        HoconAddMode.Prepend);

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture) + "ms";
}
