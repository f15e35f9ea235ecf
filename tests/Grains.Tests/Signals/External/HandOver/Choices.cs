namespace SqueezeFlow.Grains.Tests.Signals.External.HandOver;

/// <summary>
/// Goes through every run of a model in which at most so many things go another way than usual: a run takes its choices as it comes to them, and the
/// next one differs in the last that can still differ.
/// </summary>
/// <param name="mostOdd">Choices of a run at most that are not the usual one.</param>
internal sealed class Choices(int mostOdd)
{
    private readonly List<(string Name, int Taken, int Of)> _run = [];
    private int _place;

    /// <summary>What went another way than usual in this run, in words.</summary>
    public string Story => string.Join(", ", _run.Take(_place).Where(choice => choice.Taken > 0).Select(choice => choice.Name.Split('|')[0] + " " + choice.Name.Split('|')[choice.Taken]));

    /// <summary>One of several ways, the first of which is the usual one.</summary>
    /// <param name="where">What is chosen for.</param>
    /// <param name="ways">The ways.</param>
    public string Take(string where, params string[] ways)
    {
        if (_place == _run.Count)
        {
            var isFree = _run.Count(choice => choice.Taken > 0) < mostOdd;
            _run.Add(($"{where}|{string.Join('|', ways[1..])}", 0, isFree ? ways.Length : 1));
        }

        return ways[_run[_place++].Taken];
    }

    /// <summary>Begins the next run; false when there are no more.</summary>
    public bool Next()
    {
        while (_run.Count > 0 && _run[^1].Taken + 1 >= _run[^1].Of)
        {
            _run.RemoveAt(_run.Count - 1);
        }

        _place = 0;
        if (_run.Count == 0)
        {
            return false;
        }

        var (name, taken, of) = _run[^1];
        _run[^1] = (name, taken + 1, of);
        return true;
    }
}
