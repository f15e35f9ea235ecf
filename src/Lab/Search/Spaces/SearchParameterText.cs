using System.Globalization;

namespace SqueezeFlow.Lab.Search.Spaces;

/// <summary>Reads parameters as they are typed.</summary>
public static class SearchParameterText
{
    /// <summary>How it is done.</summary>
    public const string Form = "NAME=FROM..TO, NAME=FROM..TO:STEP or NAME=FROM..TO:log";

    /// <summary>Reads one; false when it has another form. What it says is not checked: <see cref="SearchParameter.Problems"/>.</summary>
    public static bool TryRead(string text, out SearchParameter parameter)
    {
        ArgumentNullException.ThrowIfNull(text);
        parameter = new(string.Empty, 0, 0);
        var (name, rest) = Cut(text, "=");
        var (low, high) = Cut(rest, "..");
        (high, var step) = Cut(high, ":");
        if (name.Length == 0 || !TryNumber(low, out var from) || !TryNumber(high, out var to))
        {
            return false;
        }

        parameter = new(name, from, to);
        if (step.Equals("log", StringComparison.OrdinalIgnoreCase))
        {
            parameter = parameter with { IsLogarithmic = true };
            return true;
        }

        if (TryNumber(step, out var distance))
        {
            parameter = parameter with { Step = distance };
            return true;
        }

        return step.Length == 0 && !text.EndsWith(':');
    }

    private static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static (string Before, string After) Cut(string text, string mark)
    {
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? (text.Trim(), string.Empty) : (text[..at].Trim(), text[(at + mark.Length)..].Trim());
    }
}
