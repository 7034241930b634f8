using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Sweep.Architecture.Tests;

/// <summary>compat/TorchSharp is to supply the members that somebody calls, and no others.</summary>
public sealed class CompatTests
{
    private const string Library = "TorchSharp.dll";

    /// <summary>What tests/Models.Tests calls and src/ does not.</summary>
    private static readonly string[] CalledByTests =
        ["Tensor.data(0)", "Tensor.max(0)", "TensorAccessor`1.ToArray(0)", "torch.rand(5)"];

    /// <summary>On the NuGet stack the library is the real one, which has what it likes.</summary>
    private static bool IsCompat => AppContext.BaseDirectory.Contains("/compat/", StringComparison.Ordinal);

    [Fact]
    public void Nobody_leaves_a_public_member_of_the_stand_in_uncalled()
    {
        if (!IsCompat)
        {
            return;
        }

        var called = Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
            .Where(file => Path.GetFileName(file).StartsWith("sweep", StringComparison.OrdinalIgnoreCase))
            .SelectMany(file => Read(file, Calls)).ToHashSet();
        var members = Read(Path.Combine(AppContext.BaseDirectory, Library), PublicMembers);

        Assert.Contains("Tensor.matmul(1)", called.Intersect(members));
        Assert.Empty(members.Except(called).Except(CalledByTests));
        Assert.Empty(CalledByTests.Except(members));
    }

    private static List<string> Read(string file, Func<MetadataReader, IEnumerable<string>> members)
    {
        using var reader = new PEReader(File.OpenRead(file));
        return [.. members(reader.GetMetadataReader())];
    }

    /// <summary>Members of other assemblies, as <c>Type.method(number of parameters)</c> or <c>Type.field</c>.</summary>
    private static IEnumerable<string> Calls(MetadataReader metadata) =>
        from handle in metadata.MemberReferences
        let member = metadata.GetMemberReference(handle)
        let type = TypeName(metadata, member.Parent)
        where type is not null
        select $"{type}.{metadata.GetString(member.Name)}{Parameters(metadata, member.Signature)}";

    /// <summary>Without virtual methods, which the library itself or the runtime may call through another type.</summary>
    private static IEnumerable<string> PublicMembers(MetadataReader metadata)
    {
        foreach (var type in metadata.TypeDefinitions.Select(metadata.GetTypeDefinition).Where(type => IsVisible(metadata, type)))
        {
            var name = metadata.GetString(type.Name);
            foreach (var method in type.GetMethods().Select(metadata.GetMethodDefinition))
            {
                if ((method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public && !method.Attributes.HasFlag(MethodAttributes.Virtual))
                {
                    yield return $"{name}.{metadata.GetString(method.Name)}{Parameters(metadata, method.Signature)}";
                }
            }

            foreach (var field in type.GetFields().Select(metadata.GetFieldDefinition))
            {
                if ((field.Attributes & FieldAttributes.FieldAccessMask) == FieldAttributes.Public && !IsEnum(metadata, type))
                {
                    yield return $"{name}.{metadata.GetString(field.Name)}";
                }
            }
        }
    }

    private static bool IsVisible(MetadataReader metadata, TypeDefinition type) => (type.Attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.Public => true,
        TypeAttributes.NestedPublic => IsVisible(metadata, metadata.GetTypeDefinition(type.GetDeclaringType())),
        _ => false,
    };

    private static bool IsEnum(MetadataReader metadata, TypeDefinition type) => TypeName(metadata, type.BaseType) == nameof(Enum);

    /// <summary>Null where the type is one of the assembly itself.</summary>
    private static string? TypeName(MetadataReader metadata, EntityHandle type)
    {
        if (type.Kind == HandleKind.TypeSpecification)
        {
            var signature = metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)type).Signature);
            if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
            {
                return null;
            }

            signature.ReadByte(); // Class or value type.
            type = signature.ReadTypeHandle();
        }

        return type.Kind == HandleKind.TypeReference ? metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)type).Name) : null;
    }

    private static string Parameters(MetadataReader metadata, BlobHandle signature)
    {
        var reader = metadata.GetBlobReader(signature);
        var header = reader.ReadSignatureHeader();
        if (header.IsGeneric)
        {
            reader.ReadCompressedInteger();
        }

        return header.Kind == SignatureKind.Field ? "" : $"({reader.ReadCompressedInteger()})";
    }
}
