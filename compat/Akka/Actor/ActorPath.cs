namespace Akka.Actor;

/// <summary>Where an actor system is: <c>akka://system</c>, or with host and port once it takes part in a cluster.</summary>
public sealed record Address(string Protocol, string System, string? Host = null, int? Port = null)
{
    public bool HasLocalScope => Host is null;

    /// <exception cref="UriFormatException">The text has another form than <c>akka.tcp://system@host:port</c>.</exception>
    public static Address Parse(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.UserInfo.Length > 0 && uri is { Port: > 0, AbsolutePath: "" or "/" }
        ? new Address(uri.Scheme, uri.UserInfo, uri.Host, uri.Port)
        : throw new UriFormatException($"`{address}` has another form than akka.tcp://system@host:port");

    public override string ToString() => Host is null ? $"{Protocol}://{System}" : $"{Protocol}://{System}@{Host}:{Port}";
}

/// <summary>The names from the root to an actor; <see cref="Uid"/> tells one incarnation of a name from the next.</summary>
public sealed class ActorPath : IEquatable<ActorPath>, IComparable<ActorPath>
{
    private readonly string _path;

    internal ActorPath(Address address, string name)
    {
        Address = address;
        Name = name;
        _path = name;
    }

    private ActorPath(ActorPath parent, string name, long uid)
    {
        Address = parent.Address;
        Name = name;
        Uid = uid;
        _path = parent._path == "/" ? "/" + name : $"{parent._path}/{name}";
    }

    public Address Address { get; }

    public string Name { get; }

    /// <summary>The incarnation; 0 where there is but one.</summary>
    public long Uid { get; }

    public static ActorPath operator /(ActorPath parent, string name) => new(parent, name, 0);

    public string ToStringWithoutAddress() => _path;

    public override string ToString() => Address + _path;

    public bool Equals(ActorPath? other) => other is not null && _path == other._path && Address == other.Address;

    public override bool Equals(object? obj) => Equals(obj as ActorPath);

    public override int GetHashCode() => _path.GetHashCode(StringComparison.Ordinal);

    public int CompareTo(ActorPath? other) => other is null ? 1 : string.CompareOrdinal(ToString(), other.ToString());

    internal static bool IsValidName(string name) =>
        name.Length > 0 && name[0] != '$' && name.All(c => char.IsAsciiLetterOrDigit(c) || "-_.*$+:@&=,!~';()%".Contains(c));

    /// <summary>The path with these names from the root; null where it has a name that no actor has.</summary>
    internal static ActorPath? TryParse(Address address, string path, long uid)
    {
        const int longest = 2048;
        const int deepest = 32;
        var names = path.Length is > 1 and <= longest && path[0] == '/' ? path[1..].Split('/') : [];
        if (names.Length is 0 or > deepest || !names.All(name => IsValidName(name.TrimStart('$'))))
        {
            return null;
        }

        return names[..^1].Aggregate(new ActorPath(address, "/"), (parent, name) => parent / name).Child(names[^1], uid);
    }

    internal ActorPath Child(string name, long uid) => new(this, name, uid);
}
