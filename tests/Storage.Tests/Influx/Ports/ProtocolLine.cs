using System.Globalization;
using System.Text;

namespace SqueezeFlow.Storage.Tests.Influx.Ports;

/// <summary>Reads the line protocol as its specification says, apart from the code under test.</summary>
internal static class ProtocolLine
{
    public static List<(string Measurement, Dictionary<string, string> Tags, Dictionary<string, string> Fields, long UnixNs)> Parse(ReadOnlySpan<byte> lines)
    {
        List<(string, Dictionary<string, string>, Dictionary<string, string>, long)> points = [];
        var text = Encoding.UTF8.GetString(lines);
        var at = 0;
        while (at < text.Length)
        {
            var measurement = Word(text, ref at, ", ");
            Dictionary<string, string> tags = [];
            while (text[at] == ',')
            {
                at++;
                var name = Word(text, ref at, "=");
                at++;
                tags.Add(name, Word(text, ref at, ", "));
            }

            Dictionary<string, string> fields = [];
            do
            {
                at++;
                var name = Word(text, ref at, "=");
                at++;
                fields.Add(name, text[at] == '"' ? Quoted(text, ref at) : Word(text, ref at, ", "));
            }
            while (text[at] == ',');

            at++;
            var end = text.IndexOf('\n', at);
            points.Add((measurement, tags, fields, long.Parse(text[at..end], CultureInfo.InvariantCulture)));
            at = end + 1;
        }

        return points;
    }

    // A backslash before anything but the characters that end a word is one itself.
    private static string Word(string text, ref int at, string ends)
    {
        var word = new StringBuilder();
        while (!ends.Contains(text[at], StringComparison.Ordinal))
        {
            if (text[at] == '\n')
            {
                throw new FormatException($"a line ends in '{word}'");
            }

            if (text[at] == '\\' && ",= ".Contains(text[at + 1], StringComparison.Ordinal))
            {
                at++;
            }

            word.Append(text[at++]);
        }

        return word.ToString();
    }

    private static string Quoted(string text, ref int at)
    {
        var word = new StringBuilder();
        for (at++; text[at] != '"'; at++)
        {
            if (text[at] == '\\' && text[at + 1] is '"' or '\\')
            {
                at++;
            }

            word.Append(text[at]);
        }

        at++;
        return word.ToString();
    }
}
