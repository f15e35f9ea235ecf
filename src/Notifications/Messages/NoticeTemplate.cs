using System.Text;
using SqueezeFlow.Core.Notices;
using SqueezeFlow.Core.Words;

namespace SqueezeFlow.Notifications.Messages;

/// <summary>A text with placeholders in braces; a brace of its own is written twice. Safe for concurrent use.</summary>
internal sealed class NoticeTemplate
{
    /// <summary>Stands for a value that is not known.</summary>
    public const string Missing = "-";

    /// <summary>What every text may use besides the values of its kind.</summary>
    private static readonly string[] Common = ["kind", "severity", "instance", "time"];

    private readonly IReadOnlyList<Part> _parts;

    /// <summary>Reads a text that has no problems.</summary>
    public NoticeTemplate(string text) => _parts = [.. Read(text)];

    /// <summary>Every placeholder that the text of a kind may use.</summary>
    public static IReadOnlyList<string> PlaceholdersOf(NoticeKind kind) => [.. kind.Placeholders, .. Common];

    /// <summary>What is wrong with a text, one sentence each; none when it can be used.</summary>
    public static IEnumerable<string> ProblemsOf(string text, IReadOnlyList<string> known)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return ["is no text: write one, or remove the setting for the usual one"];
        }

        List<string> problems = [];
        foreach (var part in Read(text))
        {
            if (part.IsBroken)
            {
                problems.Add("has a brace without its other one: write placeholders as {name}, a brace of the text as {{ or }}");
            }
            else if (part.Name is { } name && !known.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                var near = NearestName.Of(name, known) is { } nearest ? $" (did you mean {{{nearest}}}?)" : "";
                problems.Add($"has an unknown placeholder {{{name}}}{near}: known are {string.Join(", ", known.Select(word => $"{{{word}}}"))}");
            }
        }

        return problems;
    }

    /// <summary>Whether it has a placeholder.</summary>
    public bool Uses(string name) => _parts.Any(part => name.Equals(part.Name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The text with its values.</summary>
    public string Fill(Func<string, string?> valueOf)
    {
        StringBuilder text = new();
        foreach (var part in _parts)
        {
            text.Append(part.Name is { } name ? valueOf(name) ?? Missing : part.Text);
        }

        return text.ToString();
    }

    private static IEnumerable<Part> Read(string text)
    {
        StringBuilder plain = new();
        for (var at = 0; at < text.Length; at++)
        {
            var sign = text[at];
            if (sign is not ('{' or '}'))
            {
                plain.Append(sign);
            }
            else if (at + 1 < text.Length && text[at + 1] == sign)
            {
                plain.Append(sign);
                at++;
            }
            else
            {
                yield return new(plain.ToString(), null, false);
                plain.Clear();
                var end = sign == '{' ? text.IndexOfAny(['{', '}'], at + 1) : -1;
                if (end < 0 || text[end] != '}' || end == at + 1)
                {
                    yield return new("", null, true);
                    yield break;
                }

                yield return new("", text[(at + 1)..end].Trim(), false);
                at = end;
            }
        }

        yield return new(plain.ToString(), null, false);
    }

    private readonly record struct Part(string Text, string? Name, bool IsBroken);
}
