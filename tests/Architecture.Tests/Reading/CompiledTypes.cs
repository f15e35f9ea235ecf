using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace SqueezeFlow.Architecture.Tests.Reading;

/// <summary>Reads which types of an assembly know which others of it: from signatures, attributes and the bodies of methods, as they were compiled.</summary>
public static class CompiledTypes
{
    /// <summary>Every link between two types.</summary>
    /// <param name="path">The assembly's file.</param>
    /// <param name="root">Only types in this namespace or below it count: what a generator added elsewhere is no one's decision.</param>
    public static IReadOnlyList<TypeLink> LinksOf(string path, string root)
    {
        using var file = File.OpenRead(path);
        using var image = new PEReader(file);
        var reader = image.GetMetadataReader();
        var links = new HashSet<TypeLink>();
        foreach (var handle in reader.TypeDefinitions)
        {
            var from = Names.OutermostOf(reader, handle);
            if (!IsIn(from, root))
            {
                continue;
            }

            var known = new KnownTypes(reader);
            new TypeScan(image, reader, known).Read(reader.GetTypeDefinition(handle));
            links.UnionWith(known.Found.Select(to => new TypeLink(from, Names.OutermostOf(reader, to))).Where(link => link.To != from && IsIn(link.To, root)));
        }

        return [.. links];
    }

    private static bool IsIn(TypeName type, string root) =>
        type.Namespace == root || type.Namespace.StartsWith(root + ".", StringComparison.Ordinal);
}
