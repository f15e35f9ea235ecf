using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Silo.Api.Json;

namespace SqueezeFlow.Silo.Api.Overview;

/// <summary>What of each symbol has changed since one reader was last told of it: all of it the first time. For one reader.</summary>
internal sealed class SymbolChanges
{
    private static readonly IList<JsonPropertyInfo> Fields = SiloJson.Options.GetTypeInfo(typeof(SymbolView)).Properties;
    private static readonly string Name = JsonNamingPolicy.CamelCase.ConvertName(nameof(SymbolView.Symbol));

    private readonly Dictionary<string, SymbolView> _told = new(StringComparer.Ordinal);

    /// <summary>The reader begins anew: it is told all of each symbol again.</summary>
    public void Forget() => _told.Clear();

    /// <summary>Writes an object of the symbol's name and of what has changed.</summary>
    public void Write(Utf8JsonWriter writer, SymbolView view)
    {
        var before = _told.GetValueOrDefault(view.Symbol);
        writer.WriteStartObject();
        foreach (var field in Fields)
        {
            var value = field.Get!(view);
            if (before is null || field.Name == Name || !Equals(value, field.Get(before)))
            {
                writer.WritePropertyName(field.Name);
                JsonSerializer.Serialize(writer, value, field.PropertyType, SiloJson.Options);
            }
        }

        writer.WriteEndObject();
        _told[view.Symbol] = view;
    }
}
