using System.Xml.Linq;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Deployment.Tests.Images;

/// <summary>The image is built from what <c>.dockerignore</c> lets through: all that is needed, and nothing else.</summary>
public sealed class BuildContextTests
{
    private static readonly string[] Lines = [.. Checkout.Read(".dockerignore").Split('\n').Where(line => line.Length > 0 && !line.StartsWith('#'))];

    [Fact]
    public void Nothing_is_sent_that_is_not_named()
    {
        Assert.Equal("*", Lines[0]);
        Assert.Equal(["src", "BannedSymbols.txt", "Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig", "LICENSE"], Named);
    }

    [Fact]
    public void What_is_named_is_there() => Assert.All(Named, name => Assert.True(Path.Exists(Path.Combine(Checkout.Root, name)), name));

    [Fact]
    public void What_builds_data_and_secrets_leave_below_it_is_not_sent() => Assert.All((string[])["**/bin", "**/obj", "**/data", "**/secrets"], pattern => Assert.Contains(pattern, Lines));

    [Fact]
    public void Every_file_that_a_project_names_is_in_it()
    {
        var source = Path.Combine(Checkout.Root, "src");
        string[] projects = [.. Directory.EnumerateFiles(source, "*.csproj", SearchOption.AllDirectories), Path.Combine(source, "Directory.Build.props"), .. Directory.EnumerateFiles(source, "*.targets", SearchOption.AllDirectories)];

        var named = from project in projects
                    from element in XDocument.Load(project).Descendants()
                    where element.Name.LocalName is "ProjectReference" or "Import" or "AdditionalFiles" or "EmbeddedResource" or "Content" or "None"
                    let path = (string?)element.Attribute("Include") ?? (string?)element.Attribute("Project")
                    where path is not null && !path.Contains('*') && !path.Contains("GetPathOfFileAbove", StringComparison.Ordinal)
                    select Path.GetFullPath(Path.Combine(Path.GetDirectoryName(project)!, path.Replace("$(MSBuildThisFileDirectory)", "", StringComparison.Ordinal).Replace('\\', '/')));

        Assert.NotEmpty(named);
        Assert.All(named, path => Assert.Contains(Path.GetRelativePath(Checkout.Root, path).Split('/')[0], Named));
    }

    private static string[] Named => [.. Lines.Where(line => line.StartsWith('!')).Select(line => line[1..])];
}
