using System.Reflection.Metadata;

namespace SqueezeFlow.Architecture.Tests.Reading;

/// <summary>Names of the types in an assembly.</summary>
internal static class Names
{
    /// <summary>The type itself, or the one that holds it and is held by none.</summary>
    public static TypeName OutermostOf(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
        {
            type = reader.GetTypeDefinition(type.GetDeclaringType());
        }

        return new(reader.GetString(type.Namespace), reader.GetString(type.Name));
    }
}
