namespace SqueezeFlow.Storage.Backup.Format;

/// <summary>
/// A sum of numbers as if it were rounded once, at its end: the order of the numbers does not matter, and Python's <c>math.fsum</c> gives the same.
/// </summary>
internal sealed class ExactSum
{
    // Parts that do not overlap, smallest first: together they are the sum without any rounding (Shewchuk, Adaptive Precision Floating-Point Arithmetic).
    private readonly List<double> _parts = [];
    private double _special;

    /// <summary>The sum so far; NaN or an infinity when a number was one, or when it is beyond every number.</summary>
    public double Value => _special != 0 ? _special : Rounded();

    /// <summary>Adds a number.</summary>
    public void Add(double number)
    {
        if (!double.IsFinite(number))
        {
            _special += number;
            return;
        }

        var kept = 0;
        for (var i = 0; i < _parts.Count; i++)
        {
            var (large, small) = Math.Abs(number) < Math.Abs(_parts[i]) ? (_parts[i], number) : (number, _parts[i]);
            number = large + small;
            if (!double.IsFinite(number))
            {
                _special += number;
                _parts.Clear();
                return;
            }

            if (small - (number - large) is not 0 and var rest)
            {
                _parts[kept++] = rest;
            }
        }

        _parts.RemoveRange(kept, _parts.Count - kept);
        _parts.Add(number);
    }

    private double Rounded()
    {
        if (_parts.Count == 0)
        {
            return 0;
        }

        var i = _parts.Count - 1;
        var sum = _parts[i];
        var rest = 0d;
        while (i > 0 && rest == 0)
        {
            var before = sum;
            var part = _parts[--i];
            sum = before + part;
            rest = part - (sum - before);
        }

        // A rest of exactly half a last place is decided by what lies below it.
        if (i > 0 && rest != 0 && Math.Sign(rest) == Math.Sign(_parts[i - 1]) && sum + (rest * 2) is var other && other - sum == rest * 2)
        {
            return other;
        }

        return sum;
    }
}
