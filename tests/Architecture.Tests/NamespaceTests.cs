using SqueezeFlow.Architecture.Tests.Reading;
using SqueezeFlow.Architecture.Tests.Rings;

namespace SqueezeFlow.Architecture.Tests;

/// <summary>The arrows between the namespaces of a project all point one way.</summary>
public sealed class NamespaceTests
{
    [Theory]
    [MemberData(nameof(Projects.InOrder), MemberType = typeof(Projects))]
    public void No_project_holds_a_ring_of_namespaces(string project)
    {
        var links = CompiledTypes.LinksOf(Projects.AssemblyOf(project), $"SqueezeFlow.{project}");

        var rings = RingSearch.Find(new NamespaceGraph(links));

        Assert.NotEmpty(links);
        Assert.True(rings.Count == 0, string.Join(Environment.NewLine, rings));
    }
}
