using System.Text.RegularExpressions;

namespace SqueezeFlow.Silo.Tests.Commands;

/// <summary>Every line that any part of the service logs, as it stands in the sources.</summary>
public sealed partial class LogTextTests
{
    [Fact]
    public void No_line_can_say_null_in_place_of_a_word()
    {
        var lines = Lines().ToArray();

        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.DoesNotMatch(@"string\?|\w\? \w+,|\w\? \w+$", line.Parameters));
    }

    [Fact]
    public void Every_number_with_a_fraction_is_written_in_a_format()
    {
        foreach (var line in Lines())
        {
            foreach (Match number in Fraction().Matches(line.Parameters))
            {
                Assert.Matches($@"(?i)\{{{number.Groups["name"].Value}:[^}}]+\}}", line.Message);
            }
        }
    }

    private static IEnumerable<(string Message, string Parameters)> Lines() =>
        from file in Directory.EnumerateFiles(Path.Combine(Root(), "src"), "*.cs", SearchOption.AllDirectories)
        from Match match in LoggerMessage().Matches(File.ReadAllText(file))
        select (match.Groups["message"].Value, match.Groups["parameters"].Value);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "SqueezeFlow.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }

    [GeneratedRegex("""\[LoggerMessage\([^"]*Message = "(?<message>[^"]*)"\)\]\s*(?:public|private|internal) static partial void \w+\((?<parameters>[^;]*)\);""")]
    private static partial Regex LoggerMessage();

    [GeneratedRegex(@"\b(?:double|float|decimal) (?<name>\w+)")]
    private static partial Regex Fraction();
}
