using System.Globalization;
using System.Text;

namespace SqueezeFlow.Client.Commands.Running;

/// <summary>Builds the part of an address after the path.</summary>
internal sealed class Query
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds a value; nothing when it is null.</summary>
    public Query With(string name, string? value)
    {
        if (value is not null)
        {
            _text.Append(_text.Length == 0 ? string.Empty : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return this;
    }

    /// <summary>Adds a whole number.</summary>
    public Query With(string name, int value) => With(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a moment as ISO-8601 UTC; nothing when it is null.</summary>
    public Query With(string name, DateTimeOffset? value) =>
        With(name, value?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    /// <summary>The parts after the question mark.</summary>
    public override string ToString() => _text.ToString();

    /// <summary><paramref name="path"/> with the parts.</summary>
    public string After(string path) => _text.Length == 0 ? path : $"{path}?{_text}";
}
