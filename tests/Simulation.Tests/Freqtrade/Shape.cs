using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SqueezeFlow.Simulation.Tests.Freqtrade;

/// <summary>Compares bodies: fields, types, texts, and numbers that follow from the order; not times, and not what depends on the moment.</summary>
internal static partial class Shape
{
    private const double Near = 1e-6;

    // Extremes are seen by the bot's loop, whenever that runs.
    private static readonly HashSet<string> OfTheMoment = ["min_rate", "max_rate"];

    // Lists that go on growing from file to file.
    private static readonly HashSet<string> Growing = ["locks"];

    private static readonly HashSet<string> Texts = ["error", "detail", "result", "result_msg", "status", "enter_tag", "exit_reason", "pair", "side", "state", "type", "msg", "reason", "exit_order_status"];

    private static readonly HashSet<string> Numbers =
    [
        "amount", "amount_requested", "stake_amount", "max_stake_amount", "leverage", "open_rate", "open_trade_value", "fee_open", "fee_open_cost",
        "stop_loss_abs", "liquidation_price", "current", "max", "total_stake", "trades_count", "total_trades", "offset", "filled", "remaining", "cost",
    ];

    /// <summary>What differs; nothing when the bodies are alike.</summary>
    public static IEnumerable<string> Differences(JsonNode? expected, JsonNode? found, string place = "")
    {
        var field = place.Split('.')[^1];
        if (OfTheMoment.Contains(field))
        {
            yield break;
        }

        var (kind, other) = (KindOf(expected), KindOf(found));
        if (kind != other)
        {
            yield return $"{place}: expected {kind} {expected}, found {other} {found}";
            yield break;
        }

        var inner = expected switch
        {
            JsonObject record => OfObjects(record, found!.AsObject(), place),
            JsonArray list => OfArrays(list, found!.AsArray(), place, Growing.Contains(field)),
            JsonValue value => OfValues(value, found!.AsValue(), place, field),
            _ => [],
        };
        foreach (var difference in inner)
        {
            yield return difference;
        }
    }

    private static IEnumerable<string> OfObjects(JsonObject expected, JsonObject found, string place)
    {
        foreach (var (name, value) in expected)
        {
            if (!found.ContainsKey(name))
            {
                yield return $"{place}.{name} is missing";
                continue;
            }

            foreach (var difference in Differences(value, found[name], $"{place}.{name}"))
            {
                yield return difference;
            }
        }

        foreach (var (name, _) in found.Where(item => !expected.ContainsKey(item.Key)))
        {
            yield return $"{place}.{name} is too much";
        }
    }

    private static IEnumerable<string> OfArrays(JsonArray expected, JsonArray found, string place, bool isGrowing)
    {
        if (!isGrowing && expected.Count != found.Count)
        {
            yield return $"{place}: expected {expected.Count} items, found {found.Count}";
            yield break;
        }

        foreach (var difference in expected.Zip(found).SelectMany(pair => Differences(pair.First, pair.Second, isGrowing ? $"{place}[]" : place)))
        {
            yield return difference;
        }
    }

    private static IEnumerable<string> OfValues(JsonValue expected, JsonValue found, string place, string field)
    {
        var isText = Texts.Contains(field) && !place.Contains("[]", StringComparison.Ordinal);
        if (isText && expected.GetValueKind() == JsonValueKind.String && WithoutNumbers(expected) != WithoutNumbers(found))
        {
            yield return $"{place}: expected '{expected}', found '{found}'";
        }

        if (expected.GetValueKind() is JsonValueKind.True or JsonValueKind.False && expected.ToString() != found.ToString())
        {
            yield return $"{place}: expected {expected}, found {found}";
        }

        if (Numbers.Contains(field) && expected.GetValueKind() == JsonValueKind.Number && !AreNear(Number(expected), Number(found)))
        {
            yield return $"{place}: expected {expected}, found {found}";
        }
    }

    private static bool AreNear(double expected, double found) => Math.Abs(expected - found) <= Near * Math.Max(1, Math.Abs(expected));

    private static double Number(JsonValue value) => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);

    // Ids were given to trades that were not recorded; amounts in texts carry the noise of binary fractions.
    private static string WithoutNumbers(JsonValue value) => Digits().Replace(value.ToString(), "#");

    private static string KindOf(JsonNode? node) => node?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => node.ToJsonString().AsSpan().IndexOfAny('.', 'e', 'E') >= 0 ? "fraction" : "integer",
        { } kind => kind.ToString(),
    };

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex Digits();
}
