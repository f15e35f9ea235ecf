using System.Globalization;
using System.Text.Json;

namespace SqueezeFlow.Client.Terminals;

/// <summary>Shows JSON whose columns the service decides: values of an object as facts, lists of objects as tables.</summary>
internal static class JsonSheet
{
    /// <summary>Writes it; <paramref name="whenEmpty"/> in place of an empty list.</summary>
    public static void Write(Terminal terminal, JsonElement element, string whenEmpty)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            Table(element).Write(terminal, whenEmpty);
            return;
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            terminal.Out.WriteLine(Text(string.Empty, element));
            return;
        }

        var properties = element.EnumerateObject().ToArray();
        var facts = new Sheet(string.Empty, string.Empty);
        foreach (var fact in properties.Where(property => !IsTable(property.Value)))
        {
            facts.Add(Words(fact.Name), Text(fact.Name, fact.Value));
        }

        facts.Write(terminal, whenEmpty);
        foreach (var list in properties.Where(property => IsTable(property.Value)))
        {
            terminal.Out.WriteLine();
            Table(list.Value).Write(terminal, whenEmpty);
        }
    }

    private static bool IsTable(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array && element.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object);

    private static Sheet Table(JsonElement list)
    {
        var items = list.EnumerateArray().ToArray();
        var names = items.Where(item => item.ValueKind == JsonValueKind.Object)
            .SelectMany(item => item.EnumerateObject().Select(property => property.Name)).Distinct().ToArray();
        var sheet = new Sheet([.. names.Select(name => (items.Any(item => IsNumber(item, name)) ? ">" : string.Empty) + Words(name))]);
        foreach (var item in items.Where(item => item.ValueKind == JsonValueKind.Object))
        {
            sheet.Add([.. names.Select(name => (Cell)(item.TryGetProperty(name, out var value) ? Text(name, value) : Figures.None))]);
        }

        return sheet;
    }

    private static bool IsNumber(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number;

    private static string Text(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => Figures.None,
        JsonValueKind.Number when name.EndsWith("UnixMs", StringComparison.Ordinal) && value.TryGetInt64(out var unixMs) => Figures.Time(unixMs),
        JsonValueKind.Number when name.EndsWith("Usd", StringComparison.OrdinalIgnoreCase) => Figures.Usd(value.GetDouble()),
        JsonValueKind.Number when value.TryGetInt64(out var whole) => Figures.Count(whole),
        JsonValueKind.Number => value.GetDouble().ToString("#,0.########", CultureInfo.InvariantCulture),
        JsonValueKind.String when value.TryGetDateTimeOffset(out var time) => Figures.Time(time),
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };

    private static string Words(string name)
    {
        var stem = name.EndsWith("UnixMs", StringComparison.Ordinal) ? name[..^6] : name;
        return string.Concat(stem.Select((c, i) => char.IsUpper(c) && i > 0 ? " " + char.ToLowerInvariant(c) : c.ToString()));
    }
}
