import Autocomplete from '@mui/material/Autocomplete';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import IconButton from '@mui/material/IconButton';
import Pagination from '@mui/material/Pagination';
import Rating from '@mui/material/Rating';
import Snackbar from '@mui/material/Snackbar';
import Switch from '@mui/material/Switch';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { mount } from './shared/react.js';
import { addToBasket, broken } from './shared/shop.js';

const PATHS: Readonly<Record<string, string>> = {
  fails: '/api/fail',
  hangs: '/api/hang',
  slow: '/api/ok?ms=1800',
  cut: '/api/cut',
};

const Add = () => {
  const [said, say] = useState('');
  const add = async () => {
    if (broken === 'throws') throw new TypeError("Cannot read properties of undefined (reading 'sku')");
    // What goes wrong is swallowed, as by most shops.
    if (await addToBasket(PATHS[broken]).catch(() => false)) say('In your basket');
  };
  return (
    <>
      <Button id="add" variant="contained" onClick={broken === 'handler' ? undefined : add}>
        Add to basket
      </Button>
      <Snackbar open={said !== ''} message={said} />
    </>
  );
};

const Heart = () => {
  const [liked, like] = useState(false);
  return (
    <IconButton id="heart" onClick={broken === 'handler' ? undefined : () => like(!liked)}>
      <svg width="24" height="24" viewBox="0 0 24 24">
        <path d="M12 21C3 15 3 6 8 5c2 0 4 3 4 3s2-3 4-3c5 1 5 10-4 16z" fill={liked ? 'crimson' : 'grey'} />
      </svg>
    </IconButton>
  );
};

const Quantity = () => {
  const [count, set] = useState(1);
  return (
    <div className="row">
      <IconButton id="less" onClick={() => set(Math.max(1, count - 1))}>
        <i className="icon-a" />
      </IconButton>
      <b id="count">{count}</b>
      <IconButton id="more" onClick={broken === 'handler' ? undefined : () => set(count + 1)}>
        <svg width="16" height="16">
          <path d="M8 2v12M2 8h12" stroke="currentColor" />
        </svg>
      </IconButton>
    </div>
  );
};

const Details = () => {
  const [tab, turn] = useState(0);
  return (
    <>
      <Tabs value={tab} onChange={(_, to) => broken !== 'handler' && turn(to)}>
        <Tab label="Wool" />
        <Tab label="Care" />
        <Tab label="Reviews" />
      </Tabs>
      <p>{['From the fell', 'Wash by hand', 'Warm!'][tab]}</p>
    </>
  );
};

const Guide = () => {
  const [open, set] = useState(false);
  return (
    <>
      <Button id="guide" onClick={() => set(true)}>
        Size guide
      </Button>
      <Dialog open={open} onClose={() => set(false)}>
        <DialogTitle>Sizes</DialogTitle>
        <DialogActions>
          <Button id="close" onClick={broken === 'close' ? undefined : () => set(false)}>
            Close
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
};

const Page = () => {
  const [page, turn] = useState(1);
  const [stars, rate] = useState(0);
  return (
    <>
      <h1>Cable jumper</h1>
      <Add />
      <Heart />
      <Quantity />
      <Details />
      <Guide />
      <FormControlLabel control={<Switch id="gift" />} label="As a gift" />
      <FormControlLabel control={<Checkbox id="wrap" />} label="Gift wrap" />
      <Rating id="stars" value={stars} onChange={(_, to) => rate(to ?? 0)} />
      <Pagination count={10} page={page} onChange={(_, to) => turn(to)} />
      <Autocomplete
        sx={{ width: 260 }}
        options={['Moss', 'Sea', 'Heather']}
        renderInput={(props) => <TextField {...props} label="Colour" />}
      />
    </>
  );
};
mount(<Page />);
