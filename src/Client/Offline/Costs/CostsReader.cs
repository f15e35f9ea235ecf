using System.Globalization;
using System.Text.Json;
using SqueezeFlow.Core.Words;

namespace SqueezeFlow.Client.Offline.Costs;

/// <summary>Reads a file of costs: JSON with comments and trailing commas. All that is wrong is collected.</summary>
internal sealed class CostsReader
{
    /// <summary>Largest fee that is taken for one.</summary>
    public const double LargestFee = 0.05;

    private const string Fee = "fee";
    private const string Funding = "funding";
    private const string Group = "slippage";

    private static readonly JsonDocumentOptions Json = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private readonly List<string> _faults = [];
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);
    private CostsAsked _costs = CostsAsked.Usual;

    /// <summary>What the text asks for, and everything that is wrong with it, each with name, value and fix.</summary>
    public static (CostsAsked Costs, IReadOnlyList<string> Faults) Read(string text)
    {
        var reader = new CostsReader();
        try
        {
            using var document = JsonDocument.Parse(text, Json);
            reader.ReadObject("", document.RootElement);
        }
        catch (JsonException error)
        {
            reader._faults.Add($"line {error.LineNumber + 1}: is not JSON: {error.Message.Split(" LineNumber:")[0]} Mend the line.");
        }

        return (reader._costs, reader._faults);
    }

    private void ReadObject(string group, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            _faults.Add($"{(group.Length > 0 ? group + ": " : "")}{value.GetRawText()} is no object: give names of costs with their values, e.g. {{\"stop\": 0.08}}");
            return;
        }

        foreach (var property in value.EnumerateObject())
        {
            var name = group.Length > 0 ? $"{group}.{property.Name}" : property.Name;
            if (!_given.Add(name))
            {
                _faults.Add($"{name}: is given twice: leave one out");
            }
            else if (CostNumber.All.FirstOrDefault(number => number.Name == name) is { } number)
            {
                ReadNumber(number, property.Value);
            }
            else
            {
                ReadOther(name, property.Value);
            }
        }
    }

    private void ReadOther(string name, JsonElement value)
    {
        switch (name)
        {
            case Group:
                ReadObject(Group, value);
                break;
            case Fee:
                ReadFee(value);
                break;
            case Funding when value.ValueKind == JsonValueKind.String:
                _costs = _costs with { FundingFile = value.GetString() };
                break;
            case Funding:
                _faults.Add($"{Funding}: {value.GetRawText()} is no text: give the path of a file of funding payments");
                break;
            default:
                _faults.Add(Unknown(name));
                break;
        }
    }

    private void ReadNumber(CostNumber number, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var found) && number.Allows(found))
        {
            _costs = _costs with { Trading = number.Apply(_costs.Trading, found) };
        }
        else
        {
            _faults.Add(string.Create(CultureInfo.InvariantCulture, $"{number.Name}: {value.GetRawText()} is not {number.Allowed}: give one, e.g. {number.Example}"));
        }
    }

    private void ReadFee(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var share) && share is >= 0 and <= LargestFee)
        {
            _costs = _costs with { FeeRate = share };
        }
        else if (value.ValueKind == JsonValueKind.String && VenueFees.TryFind(value.GetString()!, out var fee))
        {
            _costs = _costs.With(fee);
        }
        else
        {
            _faults.Add(value.ValueKind == JsonValueKind.String
                ? $"{Fee}: '{value.GetString()}' {VenueFees.FaultOf(value.GetString()!)}"
                : $"{Fee}: {value.GetRawText()} is no share from 0 to {LargestFee.ToString(CultureInfo.InvariantCulture)}: give one, e.g. 0.0005, or a venue and tier, e.g. \"BYBIT:VIP1\"");
        }
    }

    private static string Unknown(string name)
    {
        string[] known = [Fee, Funding, .. CostNumber.All.Select(number => number.Name)];
        return $"{name}: is no cost: {(NearestName.Of(name, [.. known, Group]) is { } nearest ? $"did you mean {nearest}?" : $"expected some of {string.Join(", ", known)}")}";
    }
}
