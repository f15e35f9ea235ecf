using SqueezeFlow.Architecture.Tests.Reading;

namespace SqueezeFlow.Architecture.Tests.Rings;

/// <summary>
/// Which namespaces know which, with a pair of types for each arrow. A namespace may know those it lies in without an arrow: a part knows the whole it
/// belongs to.
/// </summary>
public sealed class NamespaceGraph
{
    private readonly Dictionary<string, SortedDictionary<string, TypeLink>> _arrows = [];

    /// <param name="links">Who knows whom.</param>
    public NamespaceGraph(IEnumerable<TypeLink> links)
    {
        foreach (var link in links.OrderBy(link => link.ToString(), StringComparer.Ordinal))
        {
            var (from, to) = (link.From.Namespace, link.To.Namespace);
            var isPart = from == to || from.StartsWith(to + ".", StringComparison.Ordinal);
            if (!isPart)
            {
                ArrowsOf(from).TryAdd(to, link);
                ArrowsOf(to);
            }
        }
    }

    /// <summary>Namespaces that know or are known.</summary>
    public IEnumerable<string> Namespaces => _arrows.Keys.Order(StringComparer.Ordinal);

    /// <summary>Namespaces that a namespace knows, in ordinal order, each with one pair of types.</summary>
    public IReadOnlyDictionary<string, TypeLink> From(string space) => _arrows[space];

    private SortedDictionary<string, TypeLink> ArrowsOf(string space) =>
        _arrows.TryGetValue(space, out var known) ? known : _arrows[space] = new(StringComparer.Ordinal);
}
