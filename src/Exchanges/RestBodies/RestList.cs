using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters;

namespace SqueezeFlow.Exchanges.RestBodies;

/// <summary>The rows of a REST answer that is a list, bare or below some properties. Dispose after reading.</summary>
internal sealed class RestList : IDisposable
{
    private readonly JsonDocument _document;
    private readonly JsonElement _rows;

    private RestList(JsonDocument document, JsonElement rows) => (_document, _rows) = (document, rows);

    /// <summary>The whole answer.</summary>
    public JsonElement Root => _document.RootElement;

    /// <summary>The elements that are objects.</summary>
    public IEnumerable<JsonElement> Rows => _rows.Objects();

    /// <summary>Opens the list at the end of a path of properties; null when the body is no JSON or has none there.</summary>
    public static RestList? TryOpen(ReadOnlyMemory<byte> body, params ReadOnlySpan<string> path)
    {
        if (!RestJson.TryParse(body, out var document))
        {
            return null;
        }

        var at = document.RootElement;
        foreach (var name in path)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
            {
                document.Dispose();
                return null;
            }
        }

        if (at.ValueKind == JsonValueKind.Array)
        {
            return new(document, at);
        }

        document.Dispose();
        return null;
    }

    /// <summary>Opens the list of trades at the end of a path of properties.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static RestList OpenTrades(ReadOnlyMemory<byte> body, params ReadOnlySpan<string> path) =>
        TryOpen(body, path) ??
        throw new FormatException(
            $"Expected a list of trades{(path.Length > 0 ? $" at '{string.Join('.', path)}'" : string.Empty)}, found {RestJson.Excerpt(body)}");

    /// <summary>Adds what is read from each row, null left out; false when there are rows and none of them is of the kind looked for.</summary>
    public bool TryAddTo<T>(ICollection<T> items, Func<JsonElement, T?> read)
        where T : class
    {
        var found = Rows.Select(read).OfType<T>().ToArray();
        foreach (var item in found)
        {
            items.Add(item);
        }

        return found.Length > 0 || !Rows.Any();
    }

    /// <summary>Adds the open interest of each row, null left out; false when there are rows and none of them states any.</summary>
    public bool TryAddTo(ICollection<OpenInterestValue> values, Func<JsonElement, OpenInterestValue?> read)
    {
        var found = Rows.Select(read).OfType<OpenInterestValue>().Where(value => double.IsFinite(value.Amount)).ToArray();
        foreach (var value in found)
        {
            values.Add(value);
        }

        return found.Length > 0 || !Rows.Any();
    }

    /// <summary>Adds the turnover of each row, null left out; false when there are rows and none of them states any.</summary>
    public bool TryAddTo(IDictionary<MarketId, double> turnover, Func<JsonElement, (MarketId Market, double Quote)?> read)
    {
        var found = Rows.Select(read).OfType<(MarketId Market, double Quote)>().Where(item => double.IsFinite(item.Quote)).ToArray();
        foreach (var (market, quote) in found)
        {
            turnover[market] = quote;
        }

        return found.Length > 0 || !Rows.Any();
    }

    /// <inheritdoc/>
    public void Dispose() => _document.Dispose();
}
