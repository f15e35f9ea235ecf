using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Reading;

namespace SqueezeFlow.Exchanges.RestBodies;

/// <summary>Reading steps for the bodies of REST answers.</summary>
internal static class RestJson
{
    private const int ExcerptLength = 200;

    /// <summary>Parses a body; false when it is no JSON.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> body, [NotNullWhen(true)] out JsonDocument? document)
    {
        try
        {
            document = JsonDocument.Parse(body);
            return true;
        }
        catch (JsonException)
        {
            document = null;
            return false;
        }
    }

    /// <summary>The beginning of a body, for messages.</summary>
    public static string Excerpt(ReadOnlyMemory<byte> body) =>
        Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, ExcerptLength)]);

    /// <summary>A text property; empty when it is missing or none.</summary>
    public static string Text(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : string.Empty;

    /// <summary>A number in quotes or bare; NaN for anything else.</summary>
    public static double Decimal(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String or JsonValueKind.Number =>
            DecimalText.TryRead(Encoding.UTF8.GetBytes(element.ToString()), out var value) ? value : double.NaN,
        _ => double.NaN,
    };

    /// <summary>Reads a body with <paramref name="read"/>; false when it is no JSON or <paramref name="read"/> does not know it.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> body, Func<JsonElement, bool> read)
    {
        if (!TryParse(body, out var document))
        {
            return false;
        }

        using (document)
        {
            return read(document.RootElement);
        }
    }

    /// <summary>Reads one answer of a search: <paramref name="read"/> adds its rows, or says that it does not know the body.</summary>
    /// <exception cref="FormatException">The body is no list of trades.</exception>
    public static void ReadPage(ReadOnlyMemory<byte> body, TradeSearch search, Func<JsonElement, bool> read)
    {
        search.BeginPage();
        if (!TryRead(body, read))
        {
            throw new FormatException($"Expected a list of trades, found {Excerpt(body)}");
        }
    }
}
