using System.Xml.Linq;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Architecture.Tests;

/// <summary>Who may reference whom: four floors, no arrow upward.</summary>
public sealed class ProjectTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Core"] = [],
        ["Exchanges"] = ["Core"],
        ["Storage"] = ["Core"],
        ["Execution"] = ["Core"],
        ["Notifications"] = ["Core"],
        ["Simulation"] = ["Core"],
        ["Interfaces"] = ["Core"],
        ["Lab"] = ["Core"],
        ["Grains"] = ["Core", "Exchanges", "Interfaces"],
        ["Client"] = ["Core", "Exchanges", "Lab", "Storage"],
        ["Silo"] = ["Core", "Exchanges", "Storage", "Execution", "Notifications", "Simulation", "Interfaces", "Grains"],
    };

    [Fact]
    public void Every_project_references_only_the_floors_below_it()
    {
        var actual = Directory.GetDirectories(Path.Combine(Checkout.Root, "src"))
            .Where(d => File.Exists(ProjectOf(d)))
            .ToDictionary(d => Path.GetFileName(d), d => References(ProjectOf(d)));

        Assert.Equal(Allowed.Keys.Order(), actual.Keys.Order());
        foreach (var (project, references) in actual)
        {
            Assert.Equal(Allowed[project].Order(), references.Order());
        }
    }

    [Fact]
    public void Core_needs_no_package_and_no_framework_beyond_the_runtime()
    {
        var project = XDocument.Load(ProjectOf(Path.Combine(Checkout.Root, "src", "Core")));

        Assert.DoesNotContain(project.Descendants(), e => e.Name.LocalName is "PackageReference" or "FrameworkReference" or "ProjectReference");
    }

    [Fact]
    public void No_type_has_a_name_that_says_nothing()
    {
        var vague = Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension)
            .Where(n => n!.EndsWith("Manager", StringComparison.Ordinal) || n.EndsWith("Helper", StringComparison.Ordinal) ||
                n.EndsWith("Utils", StringComparison.Ordinal) || n.EndsWith("Common", StringComparison.Ordinal));

        Assert.Empty(vague);
    }

    private static string ProjectOf(string folder) => Path.Combine(folder, Path.GetFileName(folder) + ".csproj");

    private static string[] References(string project) =>
        [.. XDocument.Load(project).Descendants("ProjectReference").Select(e => Path.GetFileNameWithoutExtension(e.Attribute("Include")!.Value.Replace('\\', '/')))];
}
