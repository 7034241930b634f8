using System.Collections.Concurrent;
using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Serialization;

/// <summary>The serializers of a system, by type and by number.</summary>
public class Serialization
{
    private readonly ConcurrentDictionary<Type, Serializer> _byType = new();
    private readonly ImmutableArray<(Type Type, Serializer Serializer)> _bindings;
    private readonly Dictionary<int, Serializer> _byId = [];

    internal Serialization(ExtendedActorSystem system, IEnumerable<SerializerRegistration> registrations)
    {
        var bindings = ImmutableArray.CreateBuilder<(Type, Serializer)>();
        foreach (var registration in registrations)
        {
            var serializer = registration.Factory(system);
            if (!_byId.TryAdd(serializer.Identifier, serializer))
            {
                throw new ArgumentException($"Two serializers have the identifier {serializer.Identifier}: {_byId[serializer.Identifier]} and {serializer}");
            }

            bindings.AddRange(registration.BoundTypes.Select(type => (type, serializer)));
        }

        _bindings = bindings.ToImmutable();
    }

    public Serializer FindSerializerFor(object obj) => FindSerializerForType(obj.GetType());

    /// <summary>The serializer bound to the type, or to the nearest base or interface of it.</summary>
    /// <exception cref="System.Runtime.Serialization.SerializationException">None is bound.</exception>
    public Serializer FindSerializerForType(Type objectType) => _byType.GetOrAdd(objectType, Find);

    public object Deserialize(byte[] bytes, int serializerId, string manifest)
    {
        if (!_byId.TryGetValue(serializerId, out var serializer))
        {
            throw new System.Runtime.Serialization.SerializationException(
                $"Cannot find serializer with id [{serializerId}] (manifest [{manifest}]): bind it with WithCustomSerializer");
        }

        return serializer is SerializerWithStringManifest named
            ? named.FromBinary(bytes, manifest)
            : serializer.FromBinary(bytes, string.IsNullOrEmpty(manifest) ? typeof(object) : Type.GetType(manifest, throwOnError: true)!);
    }

    internal static string ManifestFor(Serializer serializer, object message) => serializer switch
    {
        SerializerWithStringManifest named => named.Manifest(message),
        { IncludeManifest: true } => message.GetType().AssemblyQualifiedName!,
        _ => string.Empty,
    };

    private Serializer Find(Type type)
    {
        (Type Type, Serializer Serializer)? nearest = null;
        foreach (var binding in _bindings.Where(b => b.Type.IsAssignableFrom(type)))
        {
            if (nearest is null || nearest.Value.Type.IsAssignableFrom(binding.Type))
            {
                nearest = binding;
            }
        }

        return nearest?.Serializer ?? throw new System.Runtime.Serialization.SerializationException(
            $"No serializer is bound to {type}: bind one with WithCustomSerializer");
    }
}

/// <summary>A serializer to be made with the system, and the types it is for.</summary>
internal sealed record SerializerRegistration(string Name, ImmutableArray<Type> BoundTypes, Func<ExtendedActorSystem, Serializer> Factory);
