using System.Text.RegularExpressions;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Architecture.Tests;

/// <summary>
/// LINQ asks a collection that it copies how many it holds, and then has them copied: where a table of several threads has grown in between that throws. Such a table's own
/// <c>ToArray</c> copies at one moment.
/// </summary>
public sealed partial class SharedTableTests
{
    [Fact]
    public void No_shared_table_is_copied_by_others()
    {
        var sources = Directory.GetFiles(Path.Combine(Checkout.Root, "src"), "*.cs", SearchOption.AllDirectories);

        var faults = sources.SelectMany(file => FaultsOf(File.ReadAllText(file)).Select(fault => $"{Path.GetRelativePath(Checkout.Root, file)}: {fault}")).ToList();

        Assert.Contains(sources, file => Tables().IsMatch(File.ReadAllText(file)));
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("[.. _alarms]", true)]
    [InlineData("[first, .. _alarms, last]", true)]
    [InlineData("_alarms.OrderBy(alarm => alarm.Key)", true)]
    [InlineData("_alarms.ToList()", true)]
    [InlineData("others.Concat(_alarms)", true)]
    [InlineData("_alarms\n    .Reverse()", true)]
    [InlineData("_alarms.ToArray().OrderBy(alarm => alarm.Key)", false)]
    [InlineData("[.. _alarms.Keys]", false)]
    [InlineData("_alarms.Where(alarm => alarm.IsDue).ToList()", false)]
    public void Copies_are_found(string text, bool isFault)
    {
        Assert.Equal(isFault, FaultsOf($"private readonly ConcurrentDictionary<Alarm, Dictionary<string, int>> _alarms = new();\nreturn {text};").Any());
    }

    private static IEnumerable<string> FaultsOf(string source)
    {
        foreach (var name in Tables().Matches(source).Select(match => match.Groups["name"].Value).Distinct())
        {
            var copies = Regex.Matches(
                source,
                $@"\.\. {name}\s*[\],;]|\b{name}\s*\.(OrderBy|OrderByDescending|Order|ToList|Reverse|Concat|Append|Prepend|TakeLast|SkipLast)\(|\.(Concat|AddRange|Union)\({name}\)");
            foreach (Match copy in copies)
            {
                yield return copy.Value;
            }
        }
    }

    [GeneratedRegex(@"ConcurrentDictionary<[^;=(){}]*>\s+(?<name>\w+)\s*(=|;|\{)")]
    private static partial Regex Tables();
}
