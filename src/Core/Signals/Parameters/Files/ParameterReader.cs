using System.Text.Json;
using SqueezeFlow.Core.Words;

namespace SqueezeFlow.Core.Signals.Parameters.Files;

/// <summary>
/// Reads parameters from the text of a file: JSON with comments and trailing commas, <c>{"profile": "Corrected", "divergence": {"flowBars": 12}}</c>.
/// What is not given is that of the profile.
/// </summary>
public sealed class ParameterReader
{
    private static readonly JsonDocumentOptions Json = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private readonly List<string> _faults = [];
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);
    private StrategyParameters _parameters;
    private bool _namesProfile;

    private ParameterReader(StrategyProfile profile) => _parameters = StrategyParameters.Of(profile);

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="profile">Profile of a text that names none.</param>
    public static ParameterReading Read(string text, StrategyProfile profile = StrategyProfile.Corrected)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new ParameterReader(profile);
        reader.ReadText(text);
        return new(reader._parameters, reader._namesProfile, reader._faults);
    }

    private void ReadText(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Json);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                ReadRoot(document.RootElement);
            }
            else
            {
                _faults.Add($"{Shown(document.RootElement)} is no object: give {{\"profile\": \"Corrected\", …}}");
            }
        }
        catch (JsonException error)
        {
            _faults.Add($"line {error.LineNumber + 1}: is not JSON: {error.Message.Split(" LineNumber:")[0]} Mend the line.");
        }
    }

    private void ReadRoot(JsonElement root)
    {
        // The profile first, wherever it stands: it decides what is not given.
        foreach (var property in root.EnumerateObject().Where(property => property.Name == ParameterText.Profile))
        {
            ReadProfile(property.Value);
        }

        foreach (var property in root.EnumerateObject())
        {
            if (!_given.Add(property.Name))
            {
                _faults.Add($"{property.Name}: is given twice: leave one out");
            }
            else if (ParameterCatalog.Groups.Any(group => group.Key == property.Name))
            {
                ReadGroup(property.Name, property.Value);
            }
            else if (property.Name is not (ParameterText.Profile or ParameterText.Schema))
            {
                _faults.Add(Unknown(property.Name, property.Name, [ParameterText.Profile, .. ParameterCatalog.Groups.Select(group => group.Key)]));
            }
        }

        _faults.AddRange(ParameterCheck.FaultsOf(_parameters));
    }

    private void ReadProfile(JsonElement value)
    {
        var names = Enum.GetNames<StrategyProfile>();
        if (value.ValueKind == JsonValueKind.String && names.FirstOrDefault(name => name.Equals(value.GetString(), StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            _parameters = StrategyParameters.Of(Enum.Parse<StrategyProfile>(known));
            _namesProfile = true;
        }
        else
        {
            _faults.Add($"{ParameterText.Profile}: {Shown(value)} is no profile: give {string.Join(" or ", names)}");
        }
    }

    private void ReadGroup(string group, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            _faults.Add($"{group}: {Shown(value)} is no object: give the names of parameters with their values, e.g. {{{Example(group)}}}");
            return;
        }

        foreach (var property in value.EnumerateObject())
        {
            var name = $"{group}.{property.Name}";
            if (!_given.Add(name))
            {
                _faults.Add($"{name}: is given twice: leave one out");
            }
            else if (ParameterCatalog.Find(name) is { } field)
            {
                ReadValue(field, property.Value);
            }
            else
            {
                _faults.Add(Unknown(name, property.Name, ParameterCatalog.All.Where(field => field.Group == group).Select(field => field.Key)));
            }
        }
    }

    private void ReadValue(ParameterField field, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && (!field.IsWhole || (double.IsInteger(number) && Math.Abs(number) <= int.MaxValue)))
        {
            _parameters = field.With(_parameters, number);
        }
        else
        {
            _faults.Add(ParameterCheck.OutOfRange(field, Shown(value)));
        }
    }

    private static string Unknown(string name, string word, IEnumerable<string> known)
    {
        var names = known.ToList();
        var elsewhere = ParameterCatalog.All.Where(field => field.Key.Equals(word, StringComparison.OrdinalIgnoreCase)).Select(field => field.Name).ToList();
        var fix = NearestName.Of(word, names) is { } nearest ? $"did you mean {nearest}?"
            : elsewhere.Count > 0 ? $"did you mean {string.Join(" or ", elsewhere)}?"
            : $"expected one of {string.Join(", ", names)}";
        return $"{name}: is no parameter: {fix}";
    }

    private static string Example(string group)
    {
        var field = ParameterCatalog.All.First(field => field.Group == group);
        return $"\"{field.Key}\": {ParameterCheck.Text(field.Of(StrategyParameters.Corrected))}";
    }

    private static string Shown(JsonElement value)
    {
        const int Longest = 60;
        var text = value.GetRawText();
        return text.Length > Longest ? text[..Longest] + "…" : text;
    }
}
