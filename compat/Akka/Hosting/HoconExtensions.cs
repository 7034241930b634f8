using Akka.Configuration;

namespace Akka.Hosting;

/// <summary>Where settings stand among those that were given before.</summary>
public enum HoconAddMode
{
    /// <summary>Before them: these win.</summary>
    Prepend,

    /// <summary>After them: these are defaults.</summary>
    Append,
}

/// <summary>Settings in HOCON.</summary>
public static class HoconExtensions
{
    /// <summary>Adds settings; those that are not known here are passed over.</summary>
    public static AkkaConfigurationBuilder AddHocon(this AkkaConfigurationBuilder builder, Config hocon, HoconAddMode addMode) =>
        builder.Configure(settings => settings with
        {
            Config = addMode == HoconAddMode.Prepend ? hocon.WithFallback(settings.Config) : settings.Config.WithFallback(hocon),
        });
}
