namespace SqueezeFlow.Architecture.Tests.Rings;

/// <summary>Finds the strongly connected groups of a graph, by Tarjan's algorithm.</summary>
public sealed class RingSearch
{
    private readonly NamespaceGraph _graph;
    private readonly Dictionary<string, int> _number = [];
    private readonly Dictionary<string, int> _low = [];
    private readonly Stack<string> _open = [];
    private readonly HashSet<string> _isOpen = [];
    private readonly List<Ring> _rings = [];

    private RingSearch(NamespaceGraph graph) => _graph = graph;

    /// <summary>Every ring, none when the arrows all point one way.</summary>
    public static IReadOnlyList<Ring> Find(NamespaceGraph graph)
    {
        var search = new RingSearch(graph);
        foreach (var space in graph.Namespaces)
        {
            if (!search._number.ContainsKey(space))
            {
                search.Visit(space);
            }
        }

        return search._rings;
    }

    private void Visit(string space)
    {
        _low[space] = _number[space] = _number.Count;
        _open.Push(space);
        _isOpen.Add(space);
        foreach (var known in _graph.From(space).Keys)
        {
            if (!_number.TryGetValue(known, out var seen))
            {
                Visit(known);
                _low[space] = Math.Min(_low[space], _low[known]);
            }
            else if (_isOpen.Contains(known))
            {
                _low[space] = Math.Min(_low[space], seen);
            }
        }

        if (_low[space] == _number[space])
        {
            Close(space);
        }
    }

    private void Close(string root)
    {
        var group = new SortedSet<string>(StringComparer.Ordinal);
        string space;
        do
        {
            space = _open.Pop();
            _isOpen.Remove(space);
            group.Add(space);
        }
        while (space != root);
        if (group.Count > 1)
        {
            _rings.Add(new([.. group], [.. group.SelectMany(from => _graph.From(from).Where(arrow => group.Contains(arrow.Key)).Select(arrow => arrow.Value))]));
        }
    }
}
