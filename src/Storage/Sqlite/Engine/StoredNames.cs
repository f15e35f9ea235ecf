using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SqueezeFlow.Storage.Sqlite.Engine;

/// <summary>
/// The names of stored properties. A name given for other programs begins with a small letter; in the database it begins with a capital like every
/// other, as it does in all files written so far.
/// </summary>
internal static class StoredNames
{
    /// <summary>Capitalizes the names that were given for other programs.</summary>
    public static void Apply(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AttributeProvider?.IsDefined(typeof(JsonPropertyNameAttribute), inherit: false) == true)
            {
                property.Name = char.ToUpperInvariant(property.Name[0]) + property.Name[1..];
            }
        }
    }
}
